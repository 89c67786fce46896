package dev.hikyaku.simulators.rdsdata;

import java.time.Duration;

/// How a simulator is started.
///
/// @param port on 127.0.0.1; 0 takes any free one
/// @param url JDBC URL of the database behind it
/// @param resourceArn the only cluster there is
/// @param secretArn the only secret that opens it
/// @param idle a transaction without a call for this long is rolled back; 3 minutes at AWS
/// @param statement longest time of one statement; 45 seconds at AWS
public record RdsDataOptions(
        int port,
        String url,
        String user,
        String password,
        String resourceArn,
        String secretArn,
        Duration idle,
        Duration statement) {
    /// The cluster unless another is named.
    public static final String CLUSTER = "arn:aws:rds:ap-northeast-1:000000000000:cluster:simulator";
    /// The secret unless another is named.
    public static final String SECRET = "arn:aws:secretsmanager:ap-northeast-1:000000000000:secret:simulator";

    /// AWS's own times, any free port.
    public static RdsDataOptions of(String url, String user, String password) {
        return new RdsDataOptions(
                0, url, user, password, CLUSTER, SECRET, Duration.ofMinutes(3), Duration.ofSeconds(45));
    }

    /// The same on this port.
    public RdsDataOptions withPort(int newPort) {
        return new RdsDataOptions(newPort, url, user, password, resourceArn, secretArn, idle, statement);
    }

    /// The same with shorter times.
    public RdsDataOptions withTimes(Duration newIdle, Duration newStatement) {
        return new RdsDataOptions(port, url, user, password, resourceArn, secretArn, newIdle, newStatement);
    }
}
