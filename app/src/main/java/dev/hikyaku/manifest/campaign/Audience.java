package dev.hikyaku.manifest.campaign;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whom a campaign is for: rows of a query over the application's database.
///
/// @param sql one SELECT; `:name` stands for a parameter
/// @param parameters name -> what it is, as written: a text, or `today + 30d`, `now - 2h`. Built in besides: `now`,
/// `today`, `run_start`, `last_run`. [Parameters] says what they come to
/// @param user column with the user's key
/// @param once columns that together are sent once, for ever
/// @param consent name of the declared consent a recipient must have given, or null
/// @param guard stops the run before anything is sent
/// @param timeout of the query
/// @param zone in which `today` begins
/// @param still says at the last moment for which rows it is still so, or null
public record Audience(
        String sql,
        Map<String, String> parameters,
        String user,
        List<String> once,
        @Nullable String consent,
        Guard guard,
        Duration timeout,
        ZoneId zone,
        @Nullable Still still) {

    public Audience {
        parameters = Map.copyOf(parameters);
        once = List.copyOf(once);
    }

    /// An audience that nobody looks at again.
    public Audience(
            String sql,
            Map<String, String> parameters,
            String user,
            List<String> once,
            @Nullable String consent,
            Guard guard,
            Duration timeout,
            ZoneId zone) {
        this(sql, parameters, user, once, consent, guard, timeout, zone, null);
    }

    /// An audience whose days begin in UTC.
    public Audience(
            String sql, Map<String, String> parameters, String user, List<String> once, @Nullable String consent) {
        this(sql, parameters, user, once, consent, new Guard(null, null), Duration.ofMinutes(5), ZoneOffset.UTC);
    }

    /// What is looked at again right before sending: the rows for which it is still so.
    ///
    /// @param from name of a table, or a SELECT in parentheses, as it stands after FROM
    /// @param column of it and of the audience: the same value in both says that a row still holds
    public record Still(String from, String column) {}

    /// How large an audience may be.
    ///
    /// @param max recipients, or null for no bound
    /// @param versusUsual times the median of the last runs, or null for no bound
    public record Guard(@Nullable Long max, @Nullable Double versusUsual) {}
}
