package dev.hikyaku.simulators.salesforce.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"a@b.jp", "a.b+c@d-e.example.com", "x@y.z", ".@a.b"})
    void knowsAddresses(String text) {
        assertThat(PlainText.isEmail(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a@b", "@b.jp", "a@b.", "a@.jp", "a@b..jp", "a@b@c.jp", "a b@c.jp", "a,b@c.jp"})
    void knowsWhatIsNoAddress(String text) {
        assertThat(PlainText.isEmail(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T05:00:00.000Z", "0001-01-01T23:59:59.999Z"})
    void knowsMomentsInTheirFinalForm(String text) {
        assertThat(PlainText.isMoment(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T05:00:00Z",
                "2026-11-22T24:00:00.000Z",
                "2026-13-22T05:00:00.000Z",
                "2026-11-31T05:00:00.000Z",
                "2026-11-22 05:00:00.000Z",
                "2026-11-22T05:60:00.000Z",
                "2026-11-22T05:00:0x.000Z"
            })
    void leavesOtherMomentsToTheParser(String text) {
        assertThat(PlainText.isMoment(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "12.5", "12.50", "123"})
    void knowsNumbersThatNeedNoRounding(String text) {
        assertThat(PlainText.isDecimal(text, 3, 2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", ".5", "-1", "+1", "1e3", "1234", "1.234", "1 2", "1.2.3"})
    void leavesOtherNumbersToTheParser(String text) {
        assertThat(PlainText.isDecimal(text, 3, 2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "0.5", "0.05", "0.25", "12.25", "9999999.99", "1.1", "10.0"})
    void knowsDoublesInTheirFinalForm(String text) {
        assertThat(PlainText.isDouble(text)).isTrue();
        assertThat(Double.toString(Double.parseDouble(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "00.5", "01.5", "1.50", "0.00", "10000000.5", "0.001", "0.000"})
    void writesOtherDoublesAgain(String text) {
        assertThat(PlainText.isDouble(text)).isFalse();
    }
}
