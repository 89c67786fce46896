package dev.hikyaku.intake;

import dev.hikyaku.intake.ApplicationDatabase.CannotRead;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.manifest.campaign.Audience;
import dev.hikyaku.manifest.campaign.AudienceQuery;
import dev.hikyaku.manifest.campaign.Parameter;
import dev.hikyaku.manifest.campaign.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The rows of a campaign's audience: one query, read as the server sends it, a page in memory at a time.
public final class AudienceRows {
    private static final int FETCH = 1_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String campaign;
    private final Audience audience;

    /// Of this campaign.
    public AudienceRows(String campaign, Audience audience) {
        this.campaign = campaign;
        this.audience = audience;
    }

    /// One row.
    ///
    /// @param once values of the once columns
    /// @param json all columns, as JSON
    public record Row(String user, List<String> once, String json) {}

    private record Columns(List<String> names, List<Cell> cells) {}

    /// Reads all rows.
    ///
    /// @param run what the query's parameters count from
    /// @param page hears up to so many rows at a time, in the query's own order
    /// @throws CannotRead when the database refuses, or a row has no user or no once-key
    public void read(ApplicationDatabase database, Parameter.Run run, int size, Consumer<List<Row>> page) {
        try (var connection = database.connection()) {
            // Without a transaction PostgreSQL's driver reads the whole result into memory.
            connection.setAutoCommit(false);
            try (var statement = statement(connection, run);
                    var rows = statement.executeQuery()) {
                pages(rows, columns(rows.getMetaData(), connection), size, page);
            } finally {
                connection.rollback();
            }
        } catch (SQLTimeoutException late) {
            throw refused("took longer than " + audience.timeout().toSeconds() + " s", late);
        } catch (SQLException failed) {
            throw refused("was refused: " + Ledger.rootMessage(failed), failed);
        }
    }

    private CannotRead refused(String what, SQLException cause) {
        return CannotRead.manifest(
                "HK4031  " + place() + ": the query of the audience " + what
                        + "\n   fix: correct audience.sql, or let the user read its tables",
                cause);
    }

    private String place() {
        return "campaigns/" + campaign + ".yaml";
    }

    private PreparedStatement statement(Connection connection, Parameter.Run run) throws SQLException {
        var query = AudienceQuery.of(audience.sql());
        var values = Parameters.of(audience).at(run);
        var statement =
                connection.prepareStatement(query.statement(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(FETCH);
        statement.setQueryTimeout((int) Math.max(1, audience.timeout().toSeconds()));
        var names = query.names();
        for (int i = 0; i < names.size(); i++) {
            statement.setObject(i + 1, jdbc(Objects.requireNonNull(values.get(names.get(i)), names.get(i))));
        }
        return statement;
    }

    /// An instant goes as a date-time in UTC, as the session's is.
    private static Object jdbc(Parameter.Value value) {
        return switch (value) {
            case Parameter.Value.Words words -> words.text();
            case Parameter.Value.Amount amount -> amount.number();
            case Parameter.Value.Date date -> date.day();
            case Parameter.Value.Time time -> LocalDateTime.ofInstant(time.instant(), ZoneOffset.UTC);
        };
    }

    private Columns columns(ResultSetMetaData meta, Connection connection) throws SQLException {
        var product = connection.getMetaData().getDatabaseProductName();
        var names = new ArrayList<String>();
        var cells = new ArrayList<Cell>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(name(meta.getColumnLabel(i), product));
            cells.add(Cell.of(meta, i, product));
        }
        var needed = new ArrayList<>(audience.once());
        needed.add(audience.user());
        var known = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        names.forEach(name -> known.put(name, name));
        for (var name : needed) {
            if (!known.containsKey(name)) {
                var near = Suggestions.near(name, known.keySet());
                throw CannotRead.manifest(
                        "HK4032  " + place() + ": the audience has no column \"" + name + "\""
                                + (near == null ? "" : "; did you mean \"" + near + "\"?") + "\n   its columns: "
                                + String.join(", ", known.keySet()),
                        null);
            }
        }
        return new Columns(names, cells);
    }

    /// H2 turns names that are not quoted into capitals; templates know them as they are written.
    private static String name(String label, String product) {
        return product.equals("H2") && label.equals(label.toUpperCase(Locale.ROOT))
                ? label.toLowerCase(Locale.ROOT)
                : label;
    }

    private void pages(ResultSet rows, Columns columns, int size, Consumer<List<Row>> page) throws SQLException {
        var some = new ArrayList<Row>(size);
        while (rows.next()) {
            some.add(row(rows, columns));
            if (some.size() == size) {
                page.accept(List.copyOf(some));
                some.clear();
            }
        }
        if (!some.isEmpty()) {
            page.accept(List.copyOf(some));
        }
    }

    private Row row(ResultSet rows, Columns columns) throws SQLException {
        var texts = new LinkedHashMap<String, @Nullable String>();
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < columns.names().size(); i++) {
            var text = columns.cells().get(i).text(rows, i + 1);
            texts.put(columns.names().get(i), text);
            if (text != null) {
                anyCase.put(columns.names().get(i), text);
            }
        }
        var once = new ArrayList<String>();
        for (var name : audience.once()) {
            once.add(needed(anyCase, name));
        }
        return new Row(needed(anyCase, audience.user()), once, JSON.writeValueAsString(texts));
    }

    private String needed(Map<String, String> texts, String name) {
        var text = texts.get(name);
        if (text == null || text.isEmpty() || text.length() > 190) {
            throw CannotRead.manifest(
                    "HK4033  " + place() + ": found a row of the audience whose column " + name + " is "
                            + (text == null || text.isEmpty() ? "empty" : "longer than 190 characters")
                            + "\n   wanted: a text of 1 to 190 characters in each row"
                            + "\n   fix: leave such rows out in audience.sql",
                    null);
        }
        return text;
    }
}
