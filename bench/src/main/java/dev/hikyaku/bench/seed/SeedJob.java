package dev.hikyaku.bench.seed;

import com.zaxxer.hikari.HikariDataSource;
import dev.hikyaku.bench.wire.BulkWire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// A process of its own: pre (database to CSV), main (bulk job), post (result CSV to two tables), one after the other.
/// Arguments: JDBC URL, user, base URL of the org, folder. Prints `step name seconds` for each step.
public final class SeedJob {
    private SeedJob() {}

    public static void main(String[] arguments) throws Exception {
        try (var database = new HikariDataSource()) {
            database.setJdbcUrl(arguments[0]);
            database.setUsername(arguments[1]);
            prepare(database, arguments[0].startsWith("jdbc:postgresql:") ? "postgresql" : "mariadb");
            var transactions = new JdbcTransactionManager(database);
            var repository = repository(database, transactions);
            var steps = new SeedSteps(database, repository, transactions, Path.of(arguments[3]));
            var job = new JobBuilder("salesforceSynchronizationJob", repository)
                    .start(steps.pre())
                    .next(steps.main(new BulkWire(arguments[2])))
                    .next(steps.post())
                    .build();
            print(launch(repository, job));
        }
    }

    private static void prepare(HikariDataSource database, String schema) {
        new ResourceDatabasePopulator(new ClassPathResource("org/springframework/batch/core/schema-" + schema + ".sql"))
                .execute(database);
        new JdbcTemplate(database)
                .execute("CREATE TABLE sync_result (customer_id INT PRIMARY KEY, remote_id VARCHAR(18),"
                        + " outcome VARCHAR(10), at TIMESTAMP)");
    }

    private static JobRepository repository(HikariDataSource database, JdbcTransactionManager transactions)
            throws Exception {
        var factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(database);
        factory.setTransactionManager(transactions);
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    private static JobExecution launch(JobRepository repository, Job job) throws Exception {
        var operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        return operator.start(job, new JobParameters());
    }

    private static void print(JobExecution ended) {
        for (var step : ended.getStepExecutions()) {
            var seconds =
                    Duration.between(step.getStartTime(), step.getEndTime()).toMillis() / 1000.0;
            System.out.println(String.format(Locale.ROOT, "step %s %.3f", step.getStepName(), seconds));
        }
        if (ended.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException(
                    ended.toString(), ended.getAllFailureExceptions().getFirst());
        }
    }
}
