package dev.hikyaku.crucible.world;

import dev.hikyaku.crucible.promises.push.Evidence.Delivery;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One run of a campaign as the ledger's tables tell of it, read past the program.
///
/// @param state of the run
/// @param recipients as counted when they were taken in
/// @param moreDevices further devices of recipients
/// @param alreadySent members of the audience whom an earlier run took in
public record LedgerOracle(
        String state, long recipients, long moreDevices, long alreadySent, List<Delivery> deliveries) {

    /// Reads a ledger that no process uses.
    static LedgerOracle read(String url, String user, String password, String runKey) {
        try (var connection = DriverManager.getConnection(url, user, password);
                var run = connection.prepareStatement(
                        "SELECT id, state, recipients, more_devices, already_sent FROM hk_campaign_run WHERE run_key = ?");
                var rows = connection.prepareStatement(
                        "SELECT user_key, state, outcome, code FROM hk_delivery WHERE run_id = ? ORDER BY id")) {
            run.setString(1, runKey);
            var found = run.executeQuery();
            if (!found.next()) {
                throw new AssertionError("the ledger knows no run " + runKey);
            }
            rows.setLong(1, found.getLong("id"));
            var deliveries = deliveries(rows.executeQuery());
            return new LedgerOracle(
                    found.getString("state"),
                    found.getLong("recipients"),
                    found.getLong("more_devices"),
                    found.getLong("already_sent"),
                    deliveries);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<Delivery> deliveries(ResultSet row) throws SQLException {
        var deliveries = new ArrayList<Delivery>();
        while (row.next()) {
            deliveries.add(new Delivery(
                    row.getString("user_key"),
                    row.getString("state"),
                    Objects.requireNonNullElse(row.getString("outcome"), ""),
                    Objects.requireNonNullElse(row.getString("code"), "")));
        }
        return deliveries;
    }

    /// Recipients and their further devices.
    public long owed() {
        return recipients + moreDevices;
    }
}
