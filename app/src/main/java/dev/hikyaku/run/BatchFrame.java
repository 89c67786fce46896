package dev.hikyaku.run;

import dev.hikyaku.ledger.Ledger;
import javax.sql.DataSource;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.UnexpectedJobExecutionException;
import org.springframework.batch.core.job.flow.FlowExecutionException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/// Spring Boot with Spring Batch's job repository on the ledger's database (tables [Ledger#BATCH_TABLES]).
///
/// READ COMMITTED, for with Batch's default isolation launches deadlock each other; no shutdown hook, for it would
/// close
/// the database under a running step.
public final class BatchFrame implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    /// Starts it over the ledger's database.
    public BatchFrame(DataSource dataSource) {
        context = new SpringApplicationBuilder(Frame.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.batch.job.enabled=false",
                        "spring.batch.jdbc.initialize-schema=never",
                        "spring.batch.jdbc.table-prefix=" + Ledger.BATCH_TABLES,
                        "spring.batch.jdbc.isolation-level-for-create=read-committed")
                .initializers((GenericApplicationContext own) ->
                        // A registered singleton is not ours to close; a bean would be closed with the context.
                        own.getBeanFactory().registerSingleton("dataSource", dataSource))
                .run();
    }

    /// Where jobs and steps are written down.
    public JobRepository repository() {
        return context.getBean(JobRepository.class);
    }

    /// Who starts jobs.
    public JobOperator operator() {
        return context.getBean(JobOperator.class);
    }

    /// What broke a job, without what Batch wraps it in: an exception of a step, of a flow, or of its own history.
    public static Throwable cause(Throwable failure) {
        var cause = failure;
        while (isWrapping(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isWrapping(Throwable failure) {
        return failure instanceof JobExecutionException
                || failure instanceof FlowExecutionException
                || failure instanceof UnexpectedJobExecutionException;
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({BatchAutoConfiguration.class, BatchJdbcAutoConfiguration.class})
    static class Frame {
        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }
}
