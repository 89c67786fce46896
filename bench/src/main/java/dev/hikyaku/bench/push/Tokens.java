package dev.hikyaku.bench.push;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The devices that all rivals read from the same table.
final class Tokens {
    private Tokens() {}

    /// All tokens, as the seed reads them: at once.
    static List<String> read(String url, String user, int most) throws SQLException {
        var tokens = new ArrayList<String>(most);
        try (var connection = DriverManager.getConnection(url, user, "");
                var select = connection.prepareStatement("SELECT token FROM devices ORDER BY user_id LIMIT " + most);
                var rows = select.executeQuery()) {
            while (rows.next()) {
                tokens.add(rows.getString(1));
            }
        }
        return tokens;
    }
}
