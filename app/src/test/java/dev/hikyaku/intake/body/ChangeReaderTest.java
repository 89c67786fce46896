package dev.hikyaku.intake.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.intake.RowDigest;
import dev.hikyaku.ledger.Changes.NewChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeReaderTest {
    private static final String WHOLE =
            "{\"id\":\"42\",\"name\":\"佐藤\",\"phone\":\"03-1234\",\"born\":\"1990-01-31\",\"score\":\"12.50\",\"wants\":\"true\",\"note\":null}";

    @TempDir
    private Path folder;

    private ChangeReader reader;

    @BeforeEach
    void readContacts() {
        reader = new ChangeReader(BodySyncs.contact(folder));
    }

    @Test
    void readsAChange() {
        var change = right("""
                {"key": "42", "op": "upsert", "version": 7, "at": "2026-11-22T10:02:11+09:00", "requestId": "order-8f3a",
                 "traceParent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "data": {"name": "佐藤"}}
                """);
        assertThat(change.key()).isEqualTo("42");
        assertThat(change.payload()).isEqualTo("{\"id\":\"42\",\"name\":\"佐藤\"}");
        assertThat(change.origin().version()).isEqualTo(7);
        assertThat(change.origin().occurredAt()).isEqualTo(Instant.parse("2026-11-22T01:02:11Z"));
        assertThat(change.origin().requestId()).isEqualTo("order-8f3a");
        assertThat(change.origin().traceParent()).isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    @Test
    void readsADelete() {
        assertThat(right("{\"operation\":\"delete\",\"key\":42}")).isEqualTo(new NewChange("42", null, null));
    }

    @Test
    void makesTheTextsThatAScanMakes() {
        var change = right("""
                {"op":"upsert","key":"42","data":{"wants":true,"score":12.50,"born":"1990-01-31","note":null,
                 "phone":"03-1234","name":"佐藤","id":42}}
                """);
        assertThat(change.payload()).isEqualTo(WHOLE);
    }

    @Test
    void fingerprintsAWholeRowOfATableThatIsScannedToo() {
        var scanned = BodySyncs.scanned(folder);
        var body = "{\"op\":\"upsert\",\"key\":\"42\",\"data\":" + WHOLE + "}";
        var row = new LinkedHashMap<String, @Nullable String>();
        row.put("id", "42");
        row.put("name", "佐藤");
        row.put("phone", "03-1234");
        row.put("born", "1990-01-31");
        row.put("score", "12.50");
        row.put("wants", "true");
        row.put("note", null);
        var reading = new ChangeReader(scanned).read(ChangeReader.bytes(body), Given.NOTHING);
        assertThat(reading).isEqualTo(new Reading.Right(new NewChange("42", WHOLE, new RowDigest(scanned).of(row))));
        assertThat(right(body).fingerprint()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', maxCharsPerColumn = 100_000, textBlock = """
            {"key":"1","op":"upsert","data":{"nmae":1}} | HK4103 /data/nmae column "nmae" feeds no field of this sync; did you mean "name"?
            {"key":"1","op":"delete","verson":1} | HK4102 /verson there is no field "verson"; did you mean "version"?
            {"op":"delete"} | HK4104  found no "key"
            {"key":"1"} | HK4104  found no "op"
            {"key":"1","op":"upsert"} | HK4104  found no "data"
            {"key":"1","op":"upsert","data":null} | HK4104  found no "data"
            {"key":"1","op":"upsert","data":[]} | HK4105 /data found a JSON array
            {"key":"1","op":"upsert","data":{"name":{"a":1}}} | HK4105 /data/name found a JSON object
            {"key":"1","op":"upsert","data":{"name":["a"]}} | HK4105 /data/name found a JSON array
            {"key":true,"op":"delete"} | HK4105 /key found a JSON boolean
            {"key":1.5,"op":"delete"} | HK4105 /key found a JSON number
            {"key":null,"op":"delete"} | HK4105 /key found a JSON null
            {"key":"","op":"delete"} | HK4107 /key found ""
            {"key":"a ","op":"delete"} | HK4107 /key found "a "
            {"key":"a\\u0000b","op":"delete"} | HK4107 /key found "a�b"
            {"key":"1","op":"remove"} | HK4107 /op found "remove"
            {"key":"1","op":"delete","op":"upsert"} | HK4106 /op "op" is given twice
            {"key":"1","op":"delete","operation":"delete"} | HK4106 /operation "operation" is given twice
            {"key":"1","op":"upsert","data":{"name":"a","name":"b"}} | HK4106 /data/name "name" is given twice
            {"key":"1","op":"delete","version":0} | HK4107 /version found "0"
            {"key":"1","op":"delete","version":-1} | HK4107 /version found "-1"
            {"key":"1","op":"delete","version":9223372036854775808} | HK4107 /version found "9223372036854775808"
            {"key":"1","op":"delete","version":"7"} | HK4105 /version found a JSON string
            {"key":"1","op":"delete","version":7.0} | HK4105 /version found a JSON number
            {"key":"1","op":"delete","at":"2026-11-22T10:02:11"} | HK4107 /at found "2026-11-22T10:02:11"
            {"key":"1","op":"delete","at":"1969-01-01T00:00:00Z"} | HK4107 /at found "1969-01-01T00:00:00Z"
            {"key":"1","op":"delete","at":1763776931} | HK4105 /at found a JSON number
            {"key":"1","op":"delete","requestId":"a b"} | HK4107 /requestId found "a b"
            {"key":"1","op":"delete","traceParent":"1"} | HK4107 /traceParent found "1"
            {"key":"1","op":"delete","data":{}} | HK4110 /data found "data", which does not fit the rest
            {"key":"1","op":"upsert","data":{"id":2}} | HK4110 /data/id found "2", which does not fit the rest
            {"key":"1","op":"upsert","data":{"score":1e999999999}} | HK4107 /data/score found "1e999999999"
            {"key":"1","op":"upsert","data":{"name":"\\ud83d"}} | HK4111 /data/name found U+D83D, which cannot be carried
            {"key":"1","op":"upsert","data":{"score":"many"}} | HK1422 /data/score Score__c: found "many", wanted a number
            {"key":"1","op":"upsert","data":{"name":"longer than twenty characters"}} | HK1421 /data/name LastName: 29 characters, at most 20 fit: "longer than twenty characters"
            {"key":"1","op":"delete","sync":"account"} | HK4110 /sync found "account", which does not fit the rest
            {"key":"1","op":"delete"} x | HK4101  this is not JSON from 1:27 (line:column) on
            {"key":"1","op":"delete"}{} | HK4101  this is not JSON from 1:26 (line:column) on
            {"key":"1","op":"delete" | HK4101  this is not JSON from 1:25 (line:column) on
            {key:"1","op":"delete"} | HK4101  this is not JSON from 1:2 (line:column) on
            [{"key":"1"}] | HK4105  found a JSON array
            "text" | HK4105  found a JSON string
            """)
    void saysWhatIsWrong(String body, String wanted) {
        assertThat(told(reader.read(ChangeReader.bytes(body.replace("\\\\", "\\")), Given.NOTHING)))
                .isEqualTo(wanted);
    }

    @Test
    void acceptsAValueThatTheManifestClearsWhenItIsWrong() {
        assertThat(right("{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"note\":\"many\"}}")
                        .payload())
                .isEqualTo("{\"id\":\"1\",\"note\":\"many\"}");
    }

    @Test
    void saysAllThatIsWrongInBothLanguages() {
        var wrong = wrong("{\"op\":\"upsert\",\"version\":0,\"data\":{\"nam\":1}}");
        assertThat(wrong.problems().stream()
                        .map(problem -> problem.message(Locale.JAPANESE) + " / " + problem.fix(Locale.JAPANESE)))
                .containsExactly(
                        "「0」がありました / \"version\" (1 以上の整数。同じキーの変更ごとに大きくなるもの)を送ってください",
                        "列「nam」を使う項目がこの同期にありません。「name」のことですか? / 取り除くか、次のどれかを使ってください:"
                                + " id, name, phone, born, score, wants, note。または、マニフェストでこの列を読むようにしてください",
                        "「key」がありません / \"key\" (レコードのキー。1 から 255 文字、制御文字なし、前後の空白なし)を加えてください");
    }

    @Test
    void refusesWhatIsTooLarge() {
        var body = "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"name\":\"" + "a".repeat(ChangeReader.LARGEST) + "\"}}";
        assertThat(told(body)).isEqualTo("HK4108  found 262188, which is too large");
        var value = "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"name\":\"" + "a".repeat(150_000) + "\"}}";
        assertThat(told(value)).isEqualTo("HK4108  found > 131072, which is too large");
    }

    @Test
    void refusesWhatIsTooDeep() {
        var body = "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"name\":" + "[".repeat(100_000);
        assertThat(told(body)).isEqualTo("HK4109  found nesting of > 32 levels");
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        var body = "{\"key\":\"é\",\"op\":\"delete\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(told(reader.read(body, Given.NOTHING))).startsWith("HK4101  ");
    }

    @Test
    void tellsOfWhichSyncABodyIs() {
        assertThat(ChangeReader.syncOf(ChangeReader.bytes("{\"data\":{\"sync\":\"no\"},\"sync\":\"contact\"}")))
                .contains("contact");
        assertThat(ChangeReader.syncOf(ChangeReader.bytes("{\"data\":{}}"))).isEmpty();
        assertThat(ChangeReader.syncOf(ChangeReader.bytes("{\"sync\":7}"))).isEmpty();
        assertThat(ChangeReader.syncOf(ChangeReader.bytes("no json"))).isEmpty();
        assertThat(right("{\"sync\":\"contact\",\"key\":\"1\",\"op\":\"delete\"}")
                        .key())
                .isEqualTo("1");
    }

    @Test
    void givesARouteItsOperation() {
        var upsert = new Given("upsert", "req");
        var body = ChangeReader.bytes("{\"key\":\"1\",\"data\":{\"name\":\"a\"}}");
        assertThat(reader.read(body, upsert)).isInstanceOf(Reading.Right.class);
        assertThat(told(reader.read(ChangeReader.bytes("{\"key\":\"1\",\"op\":\"delete\"}"), upsert)))
                .isEqualTo("HK4110 /op found \"delete\", which does not fit the rest");
    }

    @Test
    void readsAnArrayOneByOne() {
        var readings = reader.readAll(
                ChangeReader.bytes("[{\"key\":\"1\",\"op\":\"delete\"}, 7, {\"key\":\"2\",\"op\":\"delete\"}]"),
                new Given(null, "night"));
        assertThat(readings).hasSize(3);
        assertThat(readings.getFirst())
                .isInstanceOfSatisfying(
                        Reading.Right.class,
                        first -> assertThat(first.change().origin().requestId()).isEqualTo("night-0"));
        assertThat(told(readings.get(1))).isEqualTo("HK4105 /1 found a JSON number");
        assertThat(readings.getLast())
                .isInstanceOfSatisfying(
                        Reading.Right.class,
                        last -> assertThat(last.change().origin().requestId()).isEqualTo("night-2"));
    }

    @Test
    void takesNothingOfABrokenArray() {
        var readings =
                reader.readAll(ChangeReader.bytes("[{\"key\":\"1\",\"op\":\"delete\"}, {\"key\":\"2\""), Given.NOTHING);
        assertThat(readings)
                .singleElement()
                .satisfies(
                        one -> assertThat(told(one)).isEqualTo("HK4101  this is not JSON from 1:39 (line:column) on"));
        assertThat(reader.readAll(ChangeReader.bytes("[]"), Given.NOTHING))
                .singleElement()
                .satisfies(one -> assertThat(told(one)).isEqualTo("HK4104  found no \"[]\""));
        var many = "[" + "1,".repeat(ChangeReader.MOST) + "1]";
        assertThat(reader.readAll(ChangeReader.bytes(many), Given.NOTHING))
                .singleElement()
                .satisfies(one -> assertThat(told(one)).isEqualTo("HK4108  found > 1000, which is too large"));
    }

    private NewChange right(String body) {
        var reading = reader.read(ChangeReader.bytes(body), Given.NOTHING);
        assertThat(told(reading)).isEmpty();
        return ((Reading.Right) reading).change();
    }

    private Reading.Wrong wrong(String body) {
        return (Reading.Wrong) reader.read(ChangeReader.bytes(body), Given.NOTHING);
    }

    private String told(String body) {
        return told(reader.read(ChangeReader.bytes(body), Given.NOTHING));
    }

    private static String told(Reading reading) {
        return switch (reading) {
            case Reading.Right _ -> "";
            case Reading.Wrong(var problems) ->
                problems.stream()
                        .map(problem ->
                                problem.code() + " " + problem.pointer() + " " + problem.message(Locale.ENGLISH))
                        .collect(Collectors.joining("\n"));
        };
    }

    static List<String> codes(Reading reading) {
        return reading instanceof Reading.Wrong(var problems)
                ? problems.stream().map(BodyProblem::code).toList()
                : List.of();
    }
}
