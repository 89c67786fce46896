package dev.hikyaku.intake;

import dev.hikyaku.intake.ApplicationDatabase.CannotRead;
import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.manifest.Sync;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rows of one sync's source: pages in key order by keyset, no open cursor.
final class SourceRows {
    private final Sync sync;
    private final String from;
    private final String condition;
    private final List<Column> columns;

    private record Column(String name, String quoted, Cell cell) {}

    /// One row: its key, and the text of each column the sync reads.
    record Row(String key, Object keyValue, Map<String, @Nullable String> texts) {}

    private SourceRows(Sync sync, String from, String condition, List<Column> columns) {
        this.sync = sync;
        this.from = from;
        this.condition = condition;
        this.columns = columns;
    }

    /// Looks the source up in the database and checks what the manifest says of it.
    ///
    /// @throws CannotRead naming everything that is missing
    static SourceRows of(Sync sync, Connection connection) throws SQLException {
        var from = switch (sync.source()) {
            case Source.Table table -> table.table();
            case Source.Query query -> "(" + withoutSemicolon(query.sql()) + ") source_rows";
            case Source.Intake _ -> throw new IllegalArgumentException(sync.name() + " is not scanned");
        };
        var condition = sync.source() instanceof Source.Table table && table.where() != null ? table.where() : "1 = 1";
        try (var statement = connection.prepareStatement("SELECT * FROM " + from + " WHERE 1 = 0");
                var none = statement.executeQuery()) {
            var found = columns(none.getMetaData(), connection);
            return new SourceRows(sync, from, condition, chosen(sync, found));
        } catch (SQLException refused) {
            throw CannotRead.manifest(
                    "HK2103  " + place(sync) + ": the database refused its source: "
                            + String.valueOf(refused.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("no reason given")
                            + hint(sync, connection)
                            + "\n   fix: correct the source in syncs/" + sync.name()
                            + ".yaml, or let the user read it",
                    refused);
        }
    }

    private static String withoutSemicolon(String sql) {
        var text = sql.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    }

    private static String place(Sync sync) {
        return "syncs/" + sync.name() + ".yaml";
    }

    private static Map<String, Column> columns(ResultSetMetaData meta, Connection connection) throws SQLException {
        var product = connection.getMetaData().getDatabaseProductName();
        var quote = connection.getMetaData().getIdentifierQuoteString().strip();
        var found = new TreeMap<String, Column>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            var name = meta.getColumnLabel(i);
            found.put(name, new Column(name, quote + name + quote, Cell.of(meta, i, product)));
        }
        return found;
    }

    private static List<Column> chosen(Sync sync, Map<String, Column> found) {
        var chosen = new ArrayList<Column>();
        var problems = new ArrayList<String>();
        for (var name : sync.columns()) {
            var column = found.get(name);
            if (column == null) {
                problems.add("HK2104  " + place(sync) + ": the source has no column \"" + name + "\""
                        + didYouMean(name, found.keySet()) + "\n   its columns: "
                        + String.join(", ", found.keySet()));
            } else {
                chosen.add(new Column(name, column.quoted(), column.cell()));
            }
        }
        sync.fields()
                .forEach(field -> untypedTimes(field, found)
                        .forEach(name -> problems.add("HK2105  "
                                + place(sync) + ": field " + field.target() + " reads " + name
                                + ", a date with time, but does not say what to send"
                                + "\n   fix: say type: datetime or type: date")));
        if (!problems.isEmpty()) {
            throw CannotRead.manifest(String.join("\n", problems), null);
        }
        return chosen;
    }

    private static List<String> untypedTimes(Field field, Map<String, Column> found) {
        if (field.type() != Field.Type.AUTO) {
            return List.of();
        }
        return field.value().columns().stream()
                .filter(found::containsKey)
                .filter(name -> Objects.requireNonNull(found.get(name)).cell().isTime())
                .toList();
    }

    private static String didYouMean(String name, Collection<String> known) {
        var near = Suggestions.near(name, known);
        return near == null ? "" : "; did you mean \"" + near + "\"?";
    }

    private static String hint(Sync sync, Connection connection) {
        if (!(sync.source() instanceof Source.Table table)) {
            return "";
        }
        try (var tables = connection
                .getMetaData()
                .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE", "VIEW"})) {
            var names = new HashSet<String>();
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
            return didYouMean(table.table(), names);
        } catch (SQLException unknown) {
            return "";
        }
    }

    long count(Connection connection) throws SQLException {
        try (var statement =
                        connection.prepareStatement("SELECT COUNT(*) FROM " + from + " WHERE (" + condition + ")");
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// The next rows in the key's own order.
    ///
    /// @param after value of the last key seen, or null for the first page
    List<Row> page(Connection connection, @Nullable Object after, int limit) throws SQLException {
        var sql = "SELECT "
                + String.join(", ", columns.stream().map(Column::quoted).toList()) + " FROM " + from
                + " WHERE (" + condition + ")" + (after == null ? "" : " AND " + key().quoted() + " > ?")
                + " ORDER BY " + key().quoted() + " LIMIT " + limit;
        try (var statement = connection.prepareStatement(sql)) {
            if (after != null) {
                statement.setObject(1, after);
            }
            var page = new ArrayList<Row>(limit);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    page.add(row(rows));
                }
            }
            return page;
        }
    }

    private Row row(ResultSet rows) throws SQLException {
        var texts = new LinkedHashMap<String, @Nullable String>();
        for (int i = 0; i < columns.size(); i++) {
            texts.put(columns.get(i).name(), columns.get(i).cell().text(rows, i + 1));
        }
        var key = texts.get(key().name());
        if (key == null || key.isEmpty() || key.length() > 255) {
            throw CannotRead.manifest(
                    "HK2106  " + place(sync) + ": found a row whose key column " + key().name() + " is "
                            + (key == null || key.isEmpty() ? "empty" : "longer than 255 characters")
                            + "\n   wanted: a key of 1 to 255 characters in each row, unique and never changing"
                            + "\n   fix: name another key column, or leave such rows out with where:",
                    null);
        }
        return new Row(key, rows.getObject(1), texts);
    }

    /// Those of the keys that the source has now.
    Set<String> existing(Connection connection, List<String> keys) throws SQLException {
        var marks = String.join(", ", keys.stream().map(_ -> "?").toList());
        var sql = "SELECT " + key().quoted() + " FROM " + from + " WHERE (" + condition + ") AND " + key().quoted()
                + " IN (" + marks + ")";
        var found = new HashSet<String>();
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < keys.size(); i++) {
                statement.setObject(i + 1, key().cell().value(keys.get(i)));
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var text = key().cell().text(rows, 1);
                    if (text != null) {
                        found.add(text);
                    }
                }
            }
        }
        return found;
    }

    private Column key() {
        return columns.getFirst();
    }
}
