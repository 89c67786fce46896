package dev.hikyaku.demo;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The shop's own database, as any application would have one: an H2 file that Hikyaku reads beside the shop.
final class Shop implements AutoCloseable {
    private static final String USER = "shop";

    private final String url;
    private final SingleConnectionDataSource connection;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final List<BadRow> badRows = new ArrayList<>();

    /// A row that is bad on purpose.
    ///
    /// @param column what is wrong with it
    /// @param right what stood there before
    record BadRow(String table, long id, String column, String right) {}

    /// Opens the database, or makes it.
    Shop(Path folder) {
        // Other processes reach the database through this one; strangers on the network don't.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        url = "jdbc:h2:file:" + folder.resolve("shop") + ";AUTO_SERVER=TRUE";
        connection = new SingleConnectionDataSource(url, USER, "", true);
        sql = JdbcClient.create(connection);
        transaction = new TransactionTemplate(new JdbcTransactionManager(connection));
    }

    String url() {
        return url;
    }

    <T> T together(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    /// Makes the tables, everybody in them, and eight rows bad.
    void fill(Population population) {
        sql.sql(DemoFolder.text("tables.sql")).update();
        together(() -> {
            population.companies().forEach(this::add);
            population.people().forEach(this::add);
            Words.rows("bad-rows.csv")
                    .forEach(row -> spoil(
                            row.getField("table"),
                            Integer.parseInt(row.getField("company")),
                            row.getField("column"),
                            row.getField("value")));
            return true;
        });
    }

    /// The newest at a company is staff, so nobody reports to a bad row and nothing waits for it.
    private void spoil(String table, int company, String column, String value) {
        var id = table.equals("companies")
                ? company
                : sql.sql("SELECT MAX(id) FROM people WHERE company_id = ?")
                        .param(company)
                        .query(Long.class)
                        .single();
        var right = sql.sql("SELECT " + column + " FROM " + table + " WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
        badRows.add(new BadRow(table, id, column, right));
        set(table, id, column, value);
    }

    /// Those that are still bad.
    List<BadRow> badRows() {
        return badRows;
    }

    boolean isBad(String table, long id) {
        return badRows.stream().anyMatch(row -> row.table().equals(table) && row.id() == id);
    }

    void add(Company company) {
        sql.sql("INSERT INTO companies (id, parent_id, name, name_en, industry, prefecture, phone, website)"
                        + " VALUES (:id, :parentId, :name, :nameEn, :industry, :prefecture, :phone, :website)")
                .paramSource(company)
                .update();
    }

    void add(Person person) {
        sql.sql("INSERT INTO people (id, company_id, manager_id, last_name, first_name, email, phone, title, plan,"
                        + " locale, birthday, joined, note) VALUES (:id, :companyId, :managerId, :lastName, :firstName,"
                        + " :email, :phone, :title, :plan, :locale, :birthday, :joined, :note)")
                .paramSource(person)
                .update();
    }

    void set(String table, long id, String column, Object value) {
        var stamp = table.equals("companies") ? ", updated_at = CURRENT_TIMESTAMP" : "";
        sql.sql("UPDATE " + table.toLowerCase(Locale.ROOT) + " SET " + column + " = ?" + stamp + " WHERE id = ?")
                .params(value, id)
                .update();
    }

    void remove(Person person) {
        sql.sql("DELETE FROM people WHERE id = ?").param(person.id()).update();
    }

    int count(String table) {
        return sql.sql("SELECT COUNT(*) FROM " + table).query(Integer.class).single();
    }

    List<Company> companies() {
        return sql.sql("SELECT * FROM companies ORDER BY id")
                .query((row, _) -> company(row))
                .list();
    }

    /// All people, by id.
    List<Person> people() {
        return sql.sql("SELECT * FROM people ORDER BY id")
                .query((row, _) -> person(row))
                .list();
    }

    private static Company company(ResultSet row) throws SQLException {
        return new Company(
                row.getInt("id"),
                row.getObject("parent_id", Integer.class),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("industry"),
                row.getString("prefecture"),
                row.getString("phone"),
                row.getString("website"));
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getInt("company_id"),
                row.getObject("manager_id", Long.class),
                row.getString("last_name"),
                row.getString("first_name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("title"),
                row.getString("plan"),
                row.getString("locale"),
                row.getObject("birthday", LocalDate.class),
                row.getObject("joined", LocalDateTime.class),
                row.getString("note"));
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
