package dev.hikyaku.intake.sqs;

import dev.hikyaku.simulators.sqs.SqsOptions;
import dev.hikyaku.simulators.sqs.SqsSimulator;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The SQS door against the simulator, which gives messages out in any order: so two queues tell the same of the door.
class SimulatedSqsDoorTest extends SqsDoorContract {
    private static SqsSimulator simulator;

    @BeforeAll
    static void startSimulator(@TempDir Path data) {
        simulator = SqsSimulator.start(SqsOptions.of(data).shuffled());
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @Override
    URI endpoint() {
        return simulator.url();
    }
}
