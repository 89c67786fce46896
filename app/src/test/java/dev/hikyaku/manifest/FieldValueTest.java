package dev.hikyaku.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldValueTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private Map<String, String> map = Map.of();
    private Field.Otherwise otherwise = Field.Otherwise.REJECT;
    private Field.Type type = Field.Type.AUTO;
    private @Nullable Integer max;
    private Field.TooLong tooLong = Field.TooLong.REJECT;
    private Field.Empty empty = Field.Empty.CLEAR;
    private Field.Invalid invalid = Field.Invalid.REJECT;

    @Test
    void carriesATextAsItIs() {
        assertThat(of(" 佐藤 ")).isEqualTo(value(" 佐藤 "));
    }

    @Test
    void takesOutTheControlCharacterThatXmlCannotCarry() {
        assertThat(of("a\0b")).isEqualTo(value("ab"));
        assertThat(of("\0")).isEqualTo(new FieldValue.Clear());
    }

    @Test
    void clearsOrKeepsOnAnEmptyValue() {
        assertThat(of("")).isEqualTo(new FieldValue.Clear());
        assertThat(of(null)).isEqualTo(new FieldValue.Clear());
        empty = Field.Empty.KEEP;
        assertThat(of("")).isEqualTo(new FieldValue.Keep());
        assertThat(of(null)).isEqualTo(new FieldValue.Keep());
    }

    @Test
    void translatesByTheValueMap() {
        map = Map.of("1", "ライト", "2", "", "", "なし");
        assertThat(of("1")).isEqualTo(value("ライト"));
        assertThat(of("2")).isEqualTo(new FieldValue.Clear());
        assertThat(of(null)).isEqualTo(value("なし"));
    }

    @Test
    void leavesAnEmptyValueToThePolicyWhenTheMapDoesNotNameIt() {
        map = Map.of("1", "ライト");
        assertThat(of("")).isEqualTo(new FieldValue.Clear());
    }

    @Test
    void treatsAValueOutsideTheMapAsDeclared() {
        map = Map.of("2", "スタンダード", "1", "ライト");
        refuses("3", "HK1420", "F__c: the value map does not name \"3\"; it names: 1, 2");
        otherwise = Field.Otherwise.KEEP;
        assertThat(of("3")).isEqualTo(new FieldValue.Keep());
        otherwise = Field.Otherwise.CLEAR;
        assertThat(of("3")).isEqualTo(new FieldValue.Clear());
    }

    @Test
    void refusesOrCutsATextThatIsTooLongCountingCharactersNotSurrogates() {
        max = 3;
        assertThat(of("𠮷野家")).isEqualTo(value("𠮷野家"));
        refuses("𠮷野家屋", "HK1421", "F__c: 4 characters, at most 3 fit: \"𠮷野家屋\"");
        tooLong = Field.TooLong.CUT;
        assertThat(of("a𠮷野家")).isEqualTo(value("a𠮷野"));
    }

    @Test
    void writesNumbersPlainly() {
        type = Field.Type.NUMBER;
        assertThat(of(" 1E+3 ")).isEqualTo(value("1000"));
        assertThat(of("+0.10")).isEqualTo(value("0.10"));
        assertThat(of("-12.50")).isEqualTo(value("-12.50"));
        assertThat(of(" ")).isEqualTo(new FieldValue.Clear());
        refuses("1,000", "HK1422", "F__c: found \"1,000\", wanted a number");
        refuses("1e999999999", "HK1422", "F__c: found \"1e999999999\", wanted a number");
        refuses("NaN", "HK1422", "F__c: found \"NaN\", wanted a number");
    }

    @Test
    void writesBooleansAsSalesforceDoes() {
        type = Field.Type.BOOLEAN;
        for (var yes : new String[] {"true", "TRUE", "t", "1"}) {
            assertThat(of(yes)).isEqualTo(value("true"));
        }
        for (var no : new String[] {"false", "F", "0"}) {
            assertThat(of(no)).isEqualTo(value("false"));
        }
        refuses("yes", "HK1423", "F__c: found \"yes\", wanted true, false, t, f, 1 or 0");
    }

    @Test
    void cutsDatesFromDateTimes() {
        type = Field.Type.DATE;
        assertThat(of("2026-11-22")).isEqualTo(value("2026-11-22"));
        assertThat(of("2026-11-22 23:30:00.0")).isEqualTo(value("2026-11-22"));
        assertThat(of("2026-11-22T23:30:00+09:00")).isEqualTo(value("2026-11-22"));
        refuses("2026-02-30", "HK1424", "F__c: found \"2026-02-30\", wanted a date such as 2026-11-22");
        refuses("0000-00-00", "HK1424", "F__c: found \"0000-00-00\", wanted a date such as 2026-11-22");
        refuses("2026-11-22x", "HK1424", "F__c: found \"2026-11-22x\", wanted a date such as 2026-11-22");
        refuses("2026/11/22", "HK1424", "F__c: found \"2026/11/22\", wanted a date such as 2026-11-22");
    }

    @Test
    void writesDateTimesInUtc() {
        type = Field.Type.DATETIME;
        for (var same : new String[] {
            "2026-11-22T09:00:00.123+09:00",
            "2026-11-22 09:00:00.123",
            "2026-11-22T09:00:00.123456",
            "2026-11-22 00:00:00.123+00",
            "2026-11-22T00:00:00.123Z",
            "2026-11-21 20:00:00.123 -0400"
        }) {
            assertThat(of(same)).isEqualTo(value("2026-11-22T00:00:00.123Z"));
        }
        assertThat(of("2026-11-22 09:00")).isEqualTo(value("2026-11-22T00:00:00.000Z"));
        assertThat(of("2026-11-22")).isEqualTo(value("2026-11-21T15:00:00.000Z"));
        refuses(
                "2026-11-22 25:00:00",
                "HK1425",
                "F__c: found \"2026-11-22 25:00:00\", wanted a date-time such as 2026-11-22 09:00:00");
        refuses("22.11.2026", "HK1425", "F__c: found \"22.11.2026\", wanted a date-time such as 2026-11-22 09:00:00");
    }

    @Test
    void letsOnlyPlausibleAddressesThrough() {
        type = Field.Type.EMAIL;
        assertThat(of(" sato@example.jp ")).isEqualTo(value("sato@example.jp"));
        assertThat(of("a..b@docomo.ne.jp")).isEqualTo(value("a..b@docomo.ne.jp"));
        for (var bad : new String[] {"sato", "sato@example", "a b@example.jp", "a@b@example.jp", "@example.jp"}) {
            refuses(bad, "HK1426", "F__c: \"" + bad + "\" is no e-mail address");
        }
    }

    @Test
    void trimsPhoneNumbers() {
        type = Field.Type.PHONE;
        assertThat(of(" 090-1234-5678　")).isEqualTo(value("090-1234-5678"));
        assertThat(of(" ")).isEqualTo(new FieldValue.Clear());
    }

    @Test
    void takesTheTextThatBulkApiReadsAsNullForAText() {
        type = Field.Type.TEXT;
        assertThat(of("#N/A")).isEqualTo(new FieldValue.Value("#N/A"));
        map = Map.of("#N/A", "");
        assertThat(of("#N/A")).isEqualTo(new FieldValue.Clear());
    }

    @Test
    void saysWhyInJapaneseToo() {
        type = Field.Type.NUMBER;
        var refused = (FieldValue.Refused) of("千円");
        assertThat(refused.message(Locale.JAPANESE)).isEqualTo("F__c:「千円」は数値ではありません");
        assertThat(refused.fix(Locale.JAPAN)).isEqualTo("アプリ側で直すか、replace(...) で余分な文字を除いて、再送してください");
        assertThat(refused.code().turn().text(Locale.JAPANESE)).isEqualTo("アプリのデータを管理する人、またはマニフェストを書く人");
    }

    @Test
    void saysEveryRefusalInJapanese() {
        assertThat(japanese(Field.Type.BOOLEAN, "はい")).isEqualTo("F__c:「はい」ではなく true、false、t、f、1、0 のどれかが必要です");
        assertThat(japanese(Field.Type.DATE, "x")).isEqualTo("F__c:「x」ではなく 2026-11-22 のような日付が必要です");
        assertThat(japanese(Field.Type.DATETIME, "x")).isEqualTo("F__c:「x」ではなく 2026-11-22 09:00:00 のような日時が必要です");
        assertThat(japanese(Field.Type.EMAIL, "x")).isEqualTo("F__c:「x」はメールアドレスではありません");
        max = 1;
        assertThat(japanese(Field.Type.TEXT, "佐藤")).isEqualTo("F__c: 2 文字あります (最大 1 文字):「佐藤」");
        map = Map.of("1", "ライト");
        assertThat(japanese(Field.Type.TEXT, "2")).isEqualTo("F__c:「2」は map にありません。map にある値: 1");
    }

    private String japanese(Field.Type declared, String found) {
        type = declared;
        return ((FieldValue.Refused) of(found)).message(Locale.JAPANESE);
    }

    @Test
    void quotesALongValueInPartOnly() {
        type = Field.Type.NUMBER;
        refuses("x".repeat(100), "HK1422", "F__c: found \"" + "x".repeat(80) + "…\", wanted a number");
    }

    @Test
    void clearsOrKeepsWhatIsInvalidWhereTheManifestSaysSo() {
        type = Field.Type.NUMBER;
        invalid = Field.Invalid.CLEAR;
        assertThat(of("a lot")).isEqualTo(new FieldValue.Clear());
        assertThat(of("#N/A")).isEqualTo(new FieldValue.Clear());
        assertThat(of("12")).isEqualTo(value("12"));
        invalid = Field.Invalid.KEEP;
        assertThat(of("a lot")).isEqualTo(new FieldValue.Keep());
        type = Field.Type.TEXT;
        max = 3;
        assertThat(of("four")).isEqualTo(new FieldValue.Keep());
        tooLong = Field.TooLong.CUT;
        assertThat(of("four")).isEqualTo(value("fou"));
    }

    private void refuses(String found, String code, String message) {
        var refused = (FieldValue.Refused) of(found);
        assertThat(refused.code().code()).isEqualTo(code);
        assertThat(refused.message(Locale.ENGLISH)).isEqualTo(message);
    }

    private FieldValue of(@Nullable String found) {
        var field = new Field("F__c", new Expression.Column("f"), map, otherwise, type, max, tooLong, empty, invalid);
        var row = new HashMap<String, @Nullable String>();
        row.put("f", found);
        return field.valueIn(row, TOKYO);
    }

    private static FieldValue value(String text) {
        return new FieldValue.Value(text);
    }
}
