package dev.hikyaku.run.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.BatchFrame;
import dev.hikyaku.run.Problem;
import dev.hikyaku.run.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The ledger goes away while Batch writes down how far a step is.
class BrokenHistoryTest {
    @TempDir
    Path folder;

    @Test
    void isALedgerThatStoppedAnsweringAndNoFaultOfOurs() throws JobExecutionException {
        var settings = new Ledger.Settings("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "");
        try (var ledger = Ledger.open(settings);
                var frame = new BatchFrame(ledger.dataSource())) {
            var execution = breakUnderAStep(ledger, frame);
            assertThat(execution.getAllFailureExceptions())
                    .map(BatchFrame::cause)
                    .map(Problem::of)
                    .isNotEmpty()
                    .allSatisfy(problem -> {
                        assertThat(problem.exitCode()).isEqualTo(Report.UNREACHABLE);
                        assertThat(problem.text()).startsWith("HK2003");
                    });
        }
    }

    private static JobExecution breakUnderAStep(Ledger ledger, BatchFrame frame) throws JobExecutionException {
        var step = new StepBuilder("step", frame.repository())
                .tasklet(
                        (_, _) -> {
                            JdbcClient.create(ledger.dataSource())
                                    .sql("ALTER TABLE " + Ledger.BATCH_TABLES + "STEP_EXECUTION RENAME TO gone")
                                    .update();
                            return RepeatStatus.FINISHED;
                        },
                        new ResourcelessTransactionManager())
                .build();
        var job = new JobBuilder("job", frame.repository()).start(step).build();
        return frame.operator().start(job, new JobParameters());
    }
}
