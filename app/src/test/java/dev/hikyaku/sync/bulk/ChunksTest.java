package dev.hikyaku.sync.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChunksTest {
    @Test
    void waitsForAllThatWasAdded() {
        var written = new AtomicInteger();
        try (var chunks = new Chunks(2)) {
            for (int i = 0; i < 20; i++) {
                chunks.add(written::incrementAndGet);
            }
            chunks.await();
            assertThat(written).hasValue(20);
        }
    }

    @Test
    void beginsNothingAfterAFailureAndTellsIt() {
        var written = new AtomicInteger();
        try (var chunks = new Chunks(1)) {
            chunks.add(() -> {
                throw new IllegalStateException("page 1");
            });
            assertThatThrownBy(() -> chunks.add(written::incrementAndGet)).hasMessage("page 1");
            chunks.rest();
            assertThatThrownBy(chunks::await).hasMessage("page 1");
            assertThat(written).hasValue(0);
        }
    }

    @Test
    void losesNoErrorEither() {
        try (var chunks = new Chunks(1)) {
            chunks.add(() -> {
                throw new StackOverflowError("deep");
            });
            assertThatThrownBy(chunks::await).isInstanceOf(StackOverflowError.class);
        }
    }
}
