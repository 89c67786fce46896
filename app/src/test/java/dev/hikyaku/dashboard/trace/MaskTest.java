package dev.hikyaku.dashboard.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void hidesWhatIsQuotedAndLeavesTheAdviceBehindIt() {
        assertThat(Mask.text("found \"佐藤\", declare \"otherwise: keep\" or \"otherwise: clear\", then \"Sato $1\""))
                .isEqualTo("found \"●●●\", declare \"otherwise: keep\" or \"otherwise: clear\", then \"●●●\"");
    }

    @Test
    void hidesAddressesAndTelephoneNumbers() {
        assertThat(Mask.text("no phone +81 90 1234 5678 of hana@example.jp, row 42"))
                .isEqualTo("no phone ●●● of ●●●, row 42");
        assertThat(Mask.text("invalid email address: yoyaku,ryoko@example.jp [Email]"))
                .isEqualTo("invalid email address: ●●● [Email]");
    }

    @Test
    void showsNoMoreThanTheFirstCharacterOfAValue() {
        assertThat(Mask.value("佐藤花子")).isEqualTo("佐●●●");
        assertThat(Mask.value("𠮷")).isEqualTo("●●●");
        assertThat(Mask.value("")).isEmpty();
    }
}
