package dev.hikyaku.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What the writer writes, an independent strict reader reads back.
class JsonTest {
    private static final JsonMapper READER = JsonMapper.shared();

    private static String written(Object value) {
        var text = new Json().with("v", value).toString();
        READER.readTree(text);
        return text.substring(5, text.length() - 1);
    }

    private static String readBack(String value) {
        var utf8 = new Json().with("v", value).toString().getBytes(StandardCharsets.UTF_8);
        return READER.readTree(utf8).path("v").asString();
    }

    @Test
    void escapesWhatHasToBe() {
        assertThat(written("a\"b\\c/d")).isEqualTo("\"a\\\"b\\\\c/d\"");
        assertThat(written("\n\r\t\b\f\u0000\u001f\u007f"))
                .isEqualTo("\"\\n\\r\\t\\u0008\\u000c\\u0000\\u001f\u007f\"");
    }

    @Test
    void bringsEveryCharacterBack() {
        for (var sign = 0; sign <= Character.MAX_CODE_POINT; sign++) {
            if (sign < Character.MIN_SURROGATE || sign > Character.MAX_SURROGATE) {
                var text = Character.toString(sign);
                if (!readBack(text).equals(text)) {
                    throw new AssertionError("U+" + Integer.toHexString(sign));
                }
            }
        }
    }

    @Test
    void bringsRandomTextsBack() {
        var random = new Random(20261122);
        for (var round = 0; round < 5_000; round++) {
            var text = random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
                    .filter(sign -> sign < Character.MIN_SURROGATE || sign > Character.MAX_SURROGATE)
                    .map(sign -> random.nextBoolean() ? sign : sign % 0x60)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(readBack(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "ok\ud83d", "\ud83dx"})
    void refusesHalfACharacter(String text) {
        assertThatThrownBy(() -> new Json().with("name", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("column name holds half a surrogate pair at index ");
    }

    @Test
    void writesNumbersAsTheyAre() {
        assertThat(written(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(written((byte) -1)).isEqualTo("-1");
        assertThat(written(new BigInteger("123456789012345678901234567890")))
                .isEqualTo("123456789012345678901234567890");
        assertThat(written(new BigDecimal("10.500"))).isEqualTo("10.500");
        assertThat(written(new BigDecimal("1E+999999999"))).isEqualTo("1E+999999999");
        assertThat(written(0.1)).isEqualTo("0.1");
        assertThat(written(1e300)).isEqualTo("1.0E300");
        assertThat(written(0.1f)).isEqualTo("0.1");
        assertThat(written(-0.0)).isEqualTo("-0.0");
        assertThat(written(true)).isEqualTo("true");
        assertThat(written(null)).isEqualTo("null");
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> written(Double.NaN)).hasMessage("column v holds NaN, which JSON has no number for");
        assertThatThrownBy(() -> written(Float.NEGATIVE_INFINITY))
                .hasMessage("column v holds -Infinity, which JSON has no number for");
    }

    @Test
    void writesDatesAndTimesAsIso() {
        var instant = Instant.parse("2026-11-22T01:02:03.000004Z");
        assertThat(written(instant)).isEqualTo("\"2026-11-22T01:02:03.000004Z\"");
        assertThat(written(Timestamp.from(instant))).isEqualTo("\"2026-11-22T01:02:03.000004Z\"");
        assertThat(written(java.util.Date.from(Instant.EPOCH))).isEqualTo("\"1970-01-01T00:00:00Z\"");
        assertThat(written(java.sql.Date.valueOf("2026-11-22"))).isEqualTo("\"2026-11-22\"");
        assertThat(written(java.sql.Time.valueOf("10:00:00"))).isEqualTo("\"10:00:00\"");
        assertThat(written(LocalDate.of(2026, 1, 2))).isEqualTo("\"2026-01-02\"");
        assertThat(written(LocalTime.of(10, 0))).isEqualTo("\"10:00:00\"");
        assertThat(written(LocalDateTime.of(2026, 1, 2, 10, 0))).isEqualTo("\"2026-01-02T10:00:00\"");
        assertThat(written(OffsetDateTime.of(2026, 1, 2, 10, 0, 0, 0, ZoneOffset.ofHours(9))))
                .isEqualTo("\"2026-01-02T10:00:00+09:00\"");
        assertThat(written(LocalDateTime.of(2026, 1, 2, 10, 0).atZone(ZoneId.of("Asia/Tokyo"))))
                .isEqualTo("\"2026-01-02T10:00:00+09:00\"");
    }

    @Test
    void writesOtherTexts() {
        var id = UUID.fromString("00000000-0000-0001-0000-000000000002");
        assertThat(written(id)).isEqualTo("\"" + id + "\"");
        assertThat(written(TimeUnit.DAYS)).isEqualTo("\"DAYS\"");
        assertThat(written(new StringBuilder("x"))).isEqualTo("\"x\"");
        assertThat(written('"')).isEqualTo("\"\\\"\"");
    }

    @Test
    void refusesWhatIsNoScalar() {
        assertThatThrownBy(() -> written(List.of(1)))
                .hasMessageContaining("wanted a text, number, truth value, date or time");
        assertThatThrownBy(() -> written(new byte[1])).hasMessageStartingWith("column v holds a [B, wanted");
        assertThatThrownBy(() -> new Json().with("\ud800", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesAWholeChange() {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", 42);
        row.put("last_name", "佐藤");
        row.put("phone", null);
        var change = Change.upsert("contact", "42", row)
                .withVersion(7)
                .withRequestId("order-8")
                .withOccurredAt(Instant.EPOCH)
                .withTraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(Outbox.body(change))
                .isEqualTo(
                        "{\"key\":\"42\",\"op\":\"upsert\","
                                + "\"data\":{\"id\":42,\"last_name\":\"佐藤\",\"phone\":null},"
                                + "\"version\":7,\"at\":\"1970-01-01T00:00:00Z\",\"traceParent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}");
        assertThat(Outbox.body(Change.delete("contact", "4\"2"))).isEqualTo("{\"key\":\"4\\\"2\",\"op\":\"delete\"}");
    }
}
