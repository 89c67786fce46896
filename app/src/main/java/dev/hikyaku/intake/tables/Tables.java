package dev.hikyaku.intake.tables;

import dev.hikyaku.intake.ApplicationDatabase.CannotRead;
import dev.hikyaku.intake.ApplicationDatabase.Settings;
import dev.hikyaku.intake.tables.Table.Column;
import dev.hikyaku.intake.tables.Table.Kind;
import dev.hikyaku.intake.tables.Table.Pointer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what tables there are in the schema that a connection begins in. Reads descriptions only, never a
/// row.
public final class Tables {
    private static final int CONNECT_SECONDS = 10;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

    private final Connection connection;
    private final DatabaseMetaData meta;
    private final @Nullable String catalog;
    private final @Nullable String schema;
    private final String quote;

    private Tables(Connection connection) throws SQLException {
        this.connection = connection;
        this.meta = connection.getMetaData();
        this.catalog = connection.getCatalog();
        this.schema = connection.getSchema();
        this.quote = meta.getIdentifierQuoteString().strip();
    }

    /// All tables, by name. Views are left out: nothing says what their key is.
    ///
    /// @throws CannotRead when nobody answers or the user is refused
    public static List<Table> read(Settings settings) {
        var properties = new Properties();
        put(properties, "user", settings.user());
        put(properties, "password", settings.password());
        DriverManager.setLoginTimeout(CONNECT_SECONDS);
        try (var connection = DriverManager.getConnection(settings.url(), properties)) {
            return new Tables(connection).read();
        } catch (SQLException failed) {
            throw CannotRead.unreachable(settings, failed);
        }
    }

    private static void put(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    private List<Table> read() throws SQLException {
        var names = new ArrayList<String>();
        try (var rows = meta.getTables(catalog, schema, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
        }
        var tables = new ArrayList<Table>();
        for (var name : names.stream().distinct().sorted().toList()) {
            tables.add(table(name));
        }
        return tables;
    }

    private Table table(String name) throws SQLException {
        var columns = columns(name);
        var plain = isPlain(name, columns);
        return new Table(
                name, plain ? name : quoted(name), plain, columns, primaryKey(name), uniques(name), pointers(name));
    }

    private String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    private List<Column> columns(String table) throws SQLException {
        var columns = new ArrayList<Column>();
        try (var rows = meta.getColumns(catalog, schema, escaped(table), "%")) {
            while (rows.next()) {
                if (!table.equals(rows.getString("TABLE_NAME"))) {
                    continue;
                }
                var name = rows.getString("COLUMN_NAME");
                columns.add(new Column(
                        name,
                        quoted(name),
                        kind(rows),
                        rows.getInt("COLUMN_SIZE"),
                        rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls));
            }
        }
        return columns;
    }

    /// A table's name is a pattern here.
    private String escaped(String table) throws SQLException {
        var escape = meta.getSearchStringEscape();
        return table.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private static Kind kind(ResultSet rows) throws SQLException {
        var type = rows.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
        return switch (rows.getInt("DATA_TYPE")) {
            case Types.BIT -> rows.getInt("COLUMN_SIZE") <= 1 ? Kind.BOOLEAN : Kind.OTHER;
            case Types.BOOLEAN -> Kind.BOOLEAN;
            case Types.TINYINT ->
                type.startsWith("tinyint") && rows.getInt("COLUMN_SIZE") == 1 ? Kind.BOOLEAN : Kind.NUMBER;
            case Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> Kind.NUMBER;
            case Types.DATE -> type.startsWith("year") ? Kind.NUMBER : Kind.DATE;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Kind.DATETIME;
            case Types.TIME, Types.TIME_WITH_TIMEZONE -> Kind.TIME;
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> Kind.TEXT;
            default -> type.equals("uuid") ? Kind.TEXT : Kind.OTHER;
        };
    }

    /// What the unquoted name means is asked of the database: it may fold it, or keep the word for itself.
    private boolean isPlain(String name, List<Column> columns) throws SQLException {
        if (!PLAIN.matcher(name).matches()) {
            return false;
        }
        var wanted = columns.stream().map(Column::name).toList();
        try (var statement = connection.createStatement();
                var none = statement.executeQuery("SELECT * FROM " + name + " WHERE 1 = 0")) {
            var found = new ArrayList<String>();
            for (var i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                found.add(none.getMetaData().getColumnName(i));
            }
            return found.equals(wanted);
        } catch (SQLException refused) {
            return false;
        }
    }

    private List<String> primaryKey(String table) throws SQLException {
        var byPlace = new TreeMap<Integer, String>();
        try (var rows = meta.getPrimaryKeys(catalog, schema, table)) {
            while (rows.next()) {
                byPlace.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(byPlace.values());
    }

    private List<List<String>> uniques(String table) throws SQLException {
        var byIndex = new LinkedHashMap<String, List<String>>();
        try (var rows = meta.getIndexInfo(catalog, schema, table, true, true)) {
            while (rows.next()) {
                var column = rows.getString("COLUMN_NAME");
                if (column != null) {
                    byIndex.computeIfAbsent(String.valueOf(rows.getString("INDEX_NAME")), _ -> new ArrayList<>())
                            .add(column);
                }
            }
        }
        return List.copyOf(byIndex.values());
    }

    private List<Pointer> pointers(String table) throws SQLException {
        var found = new LinkedHashMap<String, Building>();
        try (var rows = meta.getImportedKeys(catalog, schema, table)) {
            while (rows.next()) {
                var to = rows.getString("PKTABLE_NAME");
                var name = rows.getString("FK_NAME") == null
                        ? to + rows.getString("FKCOLUMN_NAME")
                        : rows.getString("FK_NAME");
                found.computeIfAbsent(name, _ -> new Building(to, new TreeMap<>(), new TreeMap<>()))
                        .add(rows.getInt("KEY_SEQ"), rows.getString("FKCOLUMN_NAME"), rows.getString("PKCOLUMN_NAME"));
            }
        }
        return found.values().stream().map(Building::pointer).toList();
    }

    private record Building(String table, Map<Integer, String> columns, Map<Integer, String> to) {
        void add(int place, String column, String there) {
            columns.put(place, column);
            to.put(place, there);
        }

        Pointer pointer() {
            return new Pointer(List.copyOf(columns.values()), table, List.copyOf(to.values()));
        }
    }
}
