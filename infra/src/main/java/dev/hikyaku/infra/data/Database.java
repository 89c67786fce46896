package dev.hikyaku.infra.data;

import dev.hikyaku.infra.BaseStack;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.rds.AuroraMysqlClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraMysqlEngineVersion;
import software.amazon.awscdk.services.rds.AuroraPostgresClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraPostgresEngineVersion;
import software.amazon.awscdk.services.rds.BackupProps;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;
import software.amazon.awscdk.services.rds.IClusterEngine;
import software.amazon.awscdk.services.rds.IClusterInstance;
import software.amazon.awscdk.services.rds.ServerlessV2ClusterInstanceProps;
import software.constructs.Construct;

/// An Aurora cluster, serverless v2, with a second instance to fail over to, and the Data API on.
public final class Database extends Construct {
    private static final String CA = "/app/rds-ca.pem";

    private final Kind kind;
    private final DatabaseCluster cluster;

    /// What the cluster is for.
    public enum Kind {
        /// The application's own: Aurora MySQL, as the articles have it.
        APPLICATION("application", "application", 3306),
        /// Hikyaku's ledger: Aurora PostgreSQL, for MySQL has no sequences and the ledger needs some.
        LEDGER("ledger", "hikyaku", 5432);

        private final String word;
        private final String schema;
        private final int port;

        Kind(String word, String schema, int port) {
            this.word = word;
            this.schema = schema;
            this.port = port;
        }
    }

    /// Makes one.
    ///
    /// @param name of the cluster
    public Database(Construct scope, Network network, Kind kind, String name) {
        super(scope, "Database-" + kind.word);
        this.kind = kind;
        var log = kind == Kind.APPLICATION ? "error" : "postgresql";
        var logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName("/aws/rds/cluster/" + name + "/" + log)
                .retention(BaseStack.LOGS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        cluster = cluster(network, name, log);
        cluster.getNode().addDependency(logs);
        cluster.getConnections().allowFrom(network.tasks(), Port.tcp(kind.port), "Tasks of Hikyaku");
    }

    private DatabaseCluster cluster(Network network, String name, String log) {
        return DatabaseCluster.Builder.create(this, "Cluster")
                .clusterIdentifier(name)
                .engine(engine(kind))
                .vpc(network.vpc())
                .vpcSubnets(network.databaseSubnets())
                .writer(ClusterInstance.serverlessV2("writer"))
                .readers(List.of(standby()))
                .serverlessV2MinCapacity(0.5)
                .serverlessV2MaxCapacity(8)
                .enableDataApi(true)
                .storageEncrypted(true)
                .credentials(Credentials.fromGeneratedSecret("administrator"))
                .defaultDatabaseName(kind.schema)
                .port(kind.port)
                .parameters(parameters(kind))
                .cloudwatchLogsExports(List.of(log))
                .backup(BackupProps.builder().retention(Duration.days(14)).build())
                .copyTagsToSnapshot(true)
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.SNAPSHOT)
                .build();
    }

    private static IClusterInstance standby() {
        return ClusterInstance.serverlessV2(
                "standby",
                ServerlessV2ClusterInstanceProps.builder().scaleWithWriter(true).build());
    }

    private static IClusterEngine engine(Kind kind) {
        return switch (kind) {
            case APPLICATION ->
                DatabaseClusterEngine.auroraMysql(AuroraMysqlClusterEngineProps.builder()
                        .version(AuroraMysqlEngineVersion.VER_3_10_0)
                        .build());
            case LEDGER ->
                DatabaseClusterEngine.auroraPostgres(AuroraPostgresClusterEngineProps.builder()
                        .version(AuroraPostgresEngineVersion.VER_16_6)
                        .build());
        };
    }

    private static Map<String, String> parameters(Kind kind) {
        return switch (kind) {
            case APPLICATION -> Map.of("require_secure_transport", "ON", "time_zone", "UTC");
            case LEDGER -> Map.of("rds.force_ssl", "1");
        };
    }

    /// The cluster.
    public DatabaseCluster cluster() {
        return cluster;
    }

    /// Name of the database in it.
    public String schema() {
        return kind.schema;
    }

    /// Where tasks find it. The server's certificate is checked against the authorities of RDS in the image.
    public String url() {
        var place = cluster.getClusterEndpoint().getHostname() + ":" + kind.port + "/" + kind.schema;
        return switch (kind) {
            case APPLICATION -> "jdbc:mariadb://" + place + "?sslMode=verify-full&serverSslCert=" + CA;
            case LEDGER -> "jdbc:postgresql://" + place + "?sslmode=verify-full&sslrootcert=" + CA;
        };
    }
}
