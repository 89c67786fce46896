package dev.hikyaku.lambda;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where messages go, as the function's environment says.
///
/// @param cluster ARN of the Aurora cluster, `HIKYAKU_CLUSTER_ARN`
/// @param secret ARN of the secret with the database's user, `HIKYAKU_SECRET_ARN`
/// @param database name of the database, `HIKYAKU_DATABASE`
/// @param dialect `mysql` (also MariaDB) or `postgresql`, `HIKYAKU_DIALECT`
/// @param sync of messages that do not name one, `HIKYAKU_SYNC`; null where all do
record Target(
        String cluster,
        String secret,
        String database,
        Dialect dialect,
        @Nullable String sync) {

    /// What differs between the databases.
    enum Dialect {
        MYSQL("ON DUPLICATE KEY UPDATE id = id"),
        POSTGRESQL("ON CONFLICT (sync, request_id) DO NOTHING");

        private final String unlessThere;

        Dialect(String unlessThere) {
            this.unlessThere = unlessThere;
        }

        /// Writes a row, unless its message has one already.
        String insert(String columns, String values) {
            return "INSERT INTO hk_outbox (" + columns + ") VALUES (" + values + ") " + unlessThere;
        }
    }

    /// Reads the environment.
    ///
    /// @throws IllegalStateException naming what is missing
    static Target of(Map<String, String> environment) {
        var dialect = environment.getOrDefault("HIKYAKU_DIALECT", "mysql");
        return new Target(
                needed(environment, "HIKYAKU_CLUSTER_ARN"),
                needed(environment, "HIKYAKU_SECRET_ARN"),
                needed(environment, "HIKYAKU_DATABASE"),
                switch (dialect) {
                    case "mysql" -> Dialect.MYSQL;
                    case "postgresql" -> Dialect.POSTGRESQL;
                    default ->
                        throw new IllegalStateException(
                                "HIKYAKU_DIALECT: found " + dialect + ", wanted mysql or postgresql");
                },
                environment.get("HIKYAKU_SYNC"));
    }

    private static String needed(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is missing in the function's environment");
        }
        return value;
    }
}
