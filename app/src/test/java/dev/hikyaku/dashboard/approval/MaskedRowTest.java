package dev.hikyaku.dashboard.approval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedRowTest {
    @Test
    void ofWordsNoMoreThanTheFirstCharacterIsSeen() {
        assertThat(MaskedRow.of("{\"name\":\"佐藤花子\",\"mail\":\"hana@example.jp\",\"sex\":\"f\"}"))
                .isEqualTo("{\"name\":\"佐●●●\",\"mail\":\"h●●●\",\"sex\":\"●●●\"}");
    }

    @Test
    void ofNumbersDatesAndYesAndNoNothingIsSeen() {
        assertThat(MaskedRow.of("{\"phone\":\"09012345678\",\"salary\":\"-812345.50\",\"born\":\"1990-05-01\","
                        + "\"seen\":\"2026-11-22 09:00:00\",\"member\":\"true\",\"ill\":\"FALSE\"}"))
                .isEqualTo("{\"phone\":\"●●●\",\"salary\":\"●●●\",\"born\":\"●●●\","
                        + "\"seen\":\"●●●\",\"member\":\"●●●\",\"ill\":\"●●●\"}");
        assertThat(MaskedRow.of("{\"salary\":812345,\"ill\":false,\"all\":[\"佐藤\"]}"))
                .isEqualTo("{\"salary\":\"●●●\",\"ill\":\"●●●\",\"all\":\"●●●\"}");
    }

    @Test
    void whatIsNotThereStaysSo() {
        assertThat(MaskedRow.of("{\"plate\":null,\"note\":\"\"}")).isEqualTo("{\"plate\":null,\"note\":\"\"}");
    }
}
