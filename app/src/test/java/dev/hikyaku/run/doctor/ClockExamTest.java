package dev.hikyaku.run.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.run.doctor.Finding.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How far clocks may be apart.
class ClockExamTest {
    @Test
    void judgesByHowFarAClockIsOffWhicheverWay() {
        assertThat(ClockExam.judge("ledger", Duration.ofMillis(4999)).verdict()).isEqualTo(Verdict.OK);
        assertThat(ClockExam.judge("ledger", Duration.ofSeconds(-5)).verdict()).isEqualTo(Verdict.WARN);
        var wrong = ClockExam.judge("database", Duration.ofSeconds(-61));
        assertThat(wrong.verdict()).isEqualTo(Verdict.BAD);
        assertThat(wrong.values()).containsExactly("database", "-61.0");
        assertThat(Doctor.exitCode(List.of(wrong))).isEqualTo(4);
    }

    @Test
    void whatCanNotBeReachedIsToldBeforeWhatDoesNotFit() {
        var misfit = Finding.misfit(Finding.Subject.DATABASE, "database.misfit", "author", "contact", "why");
        assertThat(Doctor.exitCode(List.of(misfit))).isEqualTo(3);
        assertThat(Doctor.exitCode(List.of(misfit, ClockExam.judge("ledger", Duration.ofHours(1)))))
                .isEqualTo(4);
        assertThat(Doctor.exitCode(List.of(ClockExam.judge("ledger", Duration.ofSeconds(9)))))
                .isZero();
    }
}
