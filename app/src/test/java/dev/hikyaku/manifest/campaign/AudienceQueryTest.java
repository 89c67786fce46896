package dev.hikyaku.manifest.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.campaign.AudienceQuery.Finding;
import dev.hikyaku.manifest.campaign.AudienceQuery.Placeholder;
import dev.hikyaku.manifest.campaign.AudienceQuery.Wrong;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AudienceQueryTest {

    private static List<Wrong> wrongs(String sql) {
        return AudienceQuery.of(sql).findings().stream().map(Finding::wrong).toList();
    }

    private static List<String> names(String sql) {
        return AudienceQuery.of(sql).names();
    }

    @Test
    void putsAQuestionMarkInPlaceOfEachName() {
        var query = AudienceQuery.of("SELECT id FROM cars WHERE due = :due AND (made < :now OR due = :due)");
        assertThat(query.statement()).isEqualTo("SELECT id FROM cars WHERE due = ? AND (made < ? OR due = ?)");
        assertThat(query.names()).containsExactly("due", "now", "due");
        assertThat(query.placeholders()).first().isEqualTo(new Placeholder("due", 32, 36));
        assertThat(query.findings()).isEmpty();
    }

    @Test
    void namesInTextsAndCommentsAreNone() {
        assertThat(names("SELECT ':a', \":b\", `:c` -- :d\n /* :e /* :f */ :g */ # :h\n FROM t WHERE x = :i"))
                .containsExactly("i");
        assertThat(names("SELECT 'it''s :a', 'it\\'s :b', $$ :c $$, $q$ :d $$ :e $q$, E'\\\\' FROM t WHERE x = :f"))
                .containsExactly("f");
        assertThat(names("SELECT x LIKE 'a\\%' ESCAPE '\\' FROM t WHERE x = :a"))
                .containsExactly("a");
    }

    @Test
    void aCastIsNoName() {
        assertThat(names("SELECT x::date, :a::text, j #> '{a}', j #>> '{:b}' FROM t WHERE @v := 1 OR y = :c"))
                .containsExactly("a", "c");
        assertThat(AudienceQuery.of("SELECT :a::date").statement()).isEqualTo("SELECT ?::date");
    }

    @Test
    void oneSelectIsRight() {
        for (var right : List.of(
                "SELECT 1",
                "  -- why\nselect id from t",
                "/* a */ WITH a AS (SELECT 1 AS x), b AS (SELECT 2) SELECT x FROM a",
                "SELECT replace(name, 'a', 'b') AS name, insert(a, 1, 2, b) FROM t",
                "SELECT updated_at, deleted FROM t WHERE exists (SELECT 1 FROM u)",
                "SELECT a FROM t UNION SELECT b FROM u",
                "SELECT t.into FROM t")) {
            assertThat(wrongs(right)).as(right).isEmpty();
        }
    }

    @Test
    void everythingElseIsRefused() {
        for (var wrong : List.of(
                "DELETE FROM t",
                "",
                "VALUES (1)",
                "SELECT 1; SELECT 2",
                "SELECT 1;",
                "WITH a AS (SELECT 1) DELETE FROM t",
                "EXPLAIN SELECT 1",
                "WITH a AS (SELECT 1)",
                "(SELECT 1)")) {
            assertThat(wrongs(wrong)).as(wrong).contains(Wrong.NOT_ONE_SELECT);
        }
        for (var writes : List.of(
                "SELECT id FROM t FOR UPDATE",
                "SELECT id FROM t for share",
                "SELECT id INTO other FROM t",
                "SELECT id INTO OUTFILE '/a' FROM t",
                "WITH a AS (DELETE FROM t RETURNING id) SELECT id FROM a",
                "WITH a AS (insert into t values (1) returning id) SELECT id FROM a")) {
            assertThat(wrongs(writes)).as(writes).contains(Wrong.WRITES);
        }
        for (var open :
                List.of("SELECT 'a", "SELECT \"a", "SELECT `a", "SELECT 1 /* /* */", "SELECT $$ a", "SELECT 'a\\'")) {
            assertThat(wrongs(open)).as(open).containsExactly(Wrong.UNFINISHED);
        }
        assertThat(wrongs("SELECT id FROM t WHERE a = ? AND b = '?'")).containsExactly(Wrong.QUESTION_MARK);
    }

    @Test
    void knowsTheColumnsWhereTheTextSaysThem() {
        assertThat(AudienceQuery.of("SELECT u.id AS user_id, c.plate, \"On Day\", count(*) n, 'x' AS `kind`,"
                                + " CASE WHEN a THEN 1 END AS c, (SELECT max(b) FROM d), x FROM u")
                        .columns())
                .isNull();
        assertThat(AudienceQuery.of("SELECT DISTINCT u.id AS user_id, s.c.plate, \"On Day\", count(*) n, 'x' AS `kind`,"
                                + " CASE WHEN a THEN 1 END AS c, (SELECT max(b), 1 FROM d) m FROM u")
                        .columns())
                .containsExactly("user_id", "plate", "On Day", "n", "kind", "c", "m");
        assertThat(AudienceQuery.of("WITH a AS (SELECT 1 AS x FROM t) SELECT x AS y FROM a")
                        .columns())
                .containsExactly("y");
        assertThat(AudienceQuery.of("SELECT a FROM t UNION SELECT b FROM u").columns())
                .containsExactly("a");
    }

    @Test
    void doesNotGuessColumns() {
        for (var unknown : List.of(
                "SELECT * FROM t",
                "SELECT t.*, a FROM t",
                "SELECT a + b FROM t",
                "SELECT max(a) FROM t",
                "SELECT CASE WHEN a THEN b END FROM t",
                "SELECT current_date FROM t",
                "SELECT a::date FROM t",
                "SELECT 1",
                "DELETE FROM t")) {
            assertThat(AudienceQuery.of(unknown).columns()).as(unknown).isNull();
        }
    }

    @Test
    void neverBreaks() {
        var pieces = List.of(
                "'", "\"", "`", "$$", "/*", "*/", "--", "#", ":", "::", ":a", "(", ")", "SELECT", ",", "\\", "\n", " ",
                "x", "1.", "?", ";", "𠮷", "$a$", "WITH", "AS");
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var sql = new StringBuilder();
            for (int i = 0; i < random.nextInt(25); i++) {
                sql.append(pieces.get(random.nextInt(pieces.size())));
            }
            var query = AudienceQuery.of(sql.toString());
            assertThat(query.statement().length()).as(sql.toString()).isLessThanOrEqualTo(sql.length());
        }
    }
}
