package dev.hikyaku.crucible.world;

import dev.hikyaku.crucible.promises.Court;
import dev.hikyaku.crucible.promises.Wish;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;

/// The application: companies, their people, and a chief for most of them. Whatever it writes, the court hears.
public final class Shop {
    private final Database.Access access;
    private final Court court;
    private final Map<Integer, Company> companies = new LinkedHashMap<>();
    private final Map<Integer, Person> people = new LinkedHashMap<>();
    private long counter;

    /// A row of `companies`.
    public record Company(int id, String name, String phone) {}

    /// A row of `people`.
    ///
    /// @param company 0 for none
    /// @param chief another person; 0 for none
    public record Person(int id, String lastName, int company, int chief) {}

    Shop(Database.Access access, Court court) {
        this.access = access;
        this.court = court;
        sql("CREATE TABLE companies (id INT PRIMARY KEY, name VARCHAR(400), phone VARCHAR(40), counter BIGINT)"
                + access.tableOptions());
        sql("CREATE TABLE people (id INT PRIMARY KEY, last_name VARCHAR(200), company_id INT, manager_id INT,"
                + " counter BIGINT)" + access.tableOptions());
    }

    /// Fills the shop: every tenth person is a chief's chief, chiefs follow them, the rest follow the chiefs.
    public void fill(int companyRows, int personRows) {
        var first = new Company[companyRows];
        for (var at = 0; at < companyRows; at++) {
            first[at] = new Company(at + 1, "Company \"" + (at + 1) + "\", 株式会社", "03-" + (10_000 + at));
        }
        save(first);
        var all = new Person[personRows];
        for (var at = 0; at < personRows; at++) {
            var chief = at % 10 == 9 ? 0 : at % 10 == 8 ? at + 2 : (at / 10 * 10) + 9;
            all[at] = new Person(at + 1, "佐藤 " + (at + 1), 1 + at % companyRows, chief > personRows ? 0 : chief);
        }
        save(all);
    }

    /// Changes some rows the way days do: corrects, moves, hires, founds, and dismisses
    /// people who are nobody's chief.
    public void live() {
        companies.values().stream().limit(5).toList().forEach(old -> save(new Company(old.id(), longer(old.name(), "!"), "")));
        var founded = companies.size() + 1_000_000;
        save(new Company(founded, "new", "0"));
        people.values().stream()
                .filter(old -> old.id() % 7 == 0)
                .toList()
                .forEach(old -> save(new Person(old.id(), longer(old.lastName(), " moved"), founded, old.chief())));
        save(new Person(people.size() + 1_000_000, "hired", founded, 9));
        people.keySet().stream()
                .filter(id -> id % 10 > 0 && id % 10 < 3 && id % 7 == 1)
                .toList()
                .forEach(this::dismiss);
    }

    /// Salesforce takes no more than 80 characters of a name, however often it changes.
    private static String longer(String name, String more) {
        return name.length() + more.length() <= 80 ? name + more : name.substring(0, name.length() / 2);
    }

    /// Writes rows, new or changed, with one commit.
    public void save(Company... rows) {
        write("companies", "(id, name, phone, counter) VALUES (?, ?, ?, ?)", rows.length, (statement, at) -> {
            var row = rows[at];
            companies.put(row.id(), row);
            statement.setString(2, row.name());
            statement.setString(3, row.phone().isEmpty() ? null : row.phone());
            var values = Map.of("Name", row.name(), "Phone", row.phone());
            statement.setLong(4, wish("Account", row.id(), values, Map.of()));
            return row.id();
        });
    }

    /// Writes rows, new or changed, with one commit.
    public void save(Person... rows) {
        write(
                "people",
                "(id, last_name, company_id, manager_id, counter) VALUES (?, ?, ?, ?, ?)",
                rows.length,
                (statement, at) -> {
                    var row = rows[at];
                    people.put(row.id(), row);
                    statement.setString(2, row.lastName());
                    reference(statement, 3, row.company());
                    reference(statement, 4, row.chief());
                    var references = Map.of(
                            "AccountId",
                            target("Account", row.company()),
                            "ReportsToId",
                            target("Contact", row.chief()));
                    statement.setLong(5, wish("Contact", row.id(), Map.of("LastName", row.lastName()), references));
                    return row.id();
                });
    }

    /// Deletes a person.
    public void dismiss(int id) {
        people.remove(id);
        sql("DELETE FROM people WHERE id = " + id);
        court.withdrawn("Contact", Integer.toString(id));
    }

    private long wish(String object, int id, Map<String, String> values, Map<String, Wish.Target> references) {
        court.wished(new Wish(object, Integer.toString(id), ++counter, values, references));
        return counter;
    }

    private static Wish.Target target(String object, int id) {
        return new Wish.Target(object, id == 0 ? "" : Integer.toString(id));
    }

    private static void reference(PreparedStatement statement, int index, int id) throws SQLException {
        if (id == 0) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setInt(index, id);
        }
    }

    /// Binds all but the first column of one row and answers its id.
    private interface Binding {
        int bind(PreparedStatement statement, int at) throws SQLException;
    }

    private void write(String table, String columns, int rows, Binding binding) {
        try (var connection = connect();
                var delete = connection.prepareStatement("DELETE FROM " + table + " WHERE id = ?");
                var insert = connection.prepareStatement("INSERT INTO " + table + " " + columns)) {
            connection.setAutoCommit(false);
            for (var at = 0; at < rows; at++) {
                var id = binding.bind(insert, at);
                insert.setInt(1, id);
                delete.setInt(1, id);
                insert.addBatch();
                delete.addBatch();
            }
            delete.executeBatch();
            insert.executeBatch();
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Anything else an application may do; the court does not hear of it.
    public void sql(String statement) {
        try (var connection = connect();
                var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), "");
    }
}
