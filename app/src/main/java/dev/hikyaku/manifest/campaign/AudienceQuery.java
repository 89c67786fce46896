package dev.hikyaku.manifest.campaign;

import dev.hikyaku.manifest.campaign.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The query of an audience, taken apart: where its `:names` are, what columns it yields, and what is wrong with
/// it.
///
/// Names in texts, quoted names and comments are no parameters, and neither is `::` or `:=`.
///
/// @param sql as written
/// @param placeholders in the order of the text
/// @param columns names of the columns, or null where the text doesn't say (`*`, an expression without a name)
/// @param findings what is wrong; empty for a query that came through [dev.hikyaku.manifest.Manifest]
public record AudienceQuery(
        String sql,
        List<Placeholder> placeholders,
        @Nullable List<String> columns,
        List<Finding> findings) {

    private static final Set<String> VERBS = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "REPLACE",
            "TRUNCATE",
            "DROP",
            "ALTER",
            "CREATE",
            "CALL",
            "SET",
            "DO",
            "EXEC",
            "EXECUTE",
            "LOCK",
            "GRANT",
            "REVOKE");

    public AudienceQuery {
        placeholders = List.copyOf(placeholders);
        columns = columns == null ? null : List.copyOf(columns);
        findings = List.copyOf(findings);
    }

    /// A `:name`.
    ///
    /// @param start the colon, in chars from 0
    /// @param end first char behind it
    public record Placeholder(String name, int start, int end) {}

    /// Something wrong.
    ///
    /// @param start in chars from 0
    /// @param end first char behind it
    public record Finding(Wrong wrong, String text, int start, int end) {}

    /// What may be wrong.
    public enum Wrong {
        /// It is no `SELECT`, or more than one statement.
        NOT_ONE_SELECT,
        /// It would change or lock rows.
        WRITES,
        /// A text, a quoted name or a comment never ends.
        UNFINISHED,
        /// A `?`, which only the driver may write.
        QUESTION_MARK
    }

    /// Takes a query apart.
    public static AudienceQuery of(String sql) {
        var tokens = SqlToken.of(sql);
        var placeholders = tokens.stream()
                .filter(token -> token.kind() == Kind.PARAMETER)
                .map(token -> new Placeholder(token.text(), token.start(), token.end()))
                .toList();
        var findings = new ArrayList<Finding>();
        tokens.stream()
                .filter(token -> token.kind() == Kind.UNFINISHED)
                .forEach(token -> findings.add(finding(Wrong.UNFINISHED, token)));
        if (findings.isEmpty()) {
            oneSelect(sql, tokens, findings);
            writes(tokens, findings);
        }
        return new AudienceQuery(sql, placeholders, SelectList.names(tokens), findings);
    }

    private static void oneSelect(String sql, List<SqlToken> tokens, List<Finding> findings) {
        var main = tokens.isEmpty() ? null : SelectList.verb(tokens);
        if (main == null || !main.is("SELECT")) {
            var first = tokens.isEmpty() ? new SqlToken(Kind.SYMBOL, sql, 0, sql.length(), 0) : tokens.getFirst();
            findings.add(finding(Wrong.NOT_ONE_SELECT, first));
        }
        for (var token : tokens) {
            if (token.is(";")) {
                findings.add(finding(Wrong.NOT_ONE_SELECT, token));
                return;
            }
            if (token.is("?")) {
                findings.add(finding(Wrong.QUESTION_MARK, token));
            }
        }
    }

    private static void writes(List<SqlToken> tokens, List<Finding> findings) {
        for (int i = 1; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var before = tokens.get(i - 1);
            var called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            var inParentheses = before.is("(") && token.isOneOf(VERBS) && !called;
            var locks = before.is("FOR") && token.isOneOf(Set.of("UPDATE", "SHARE"));
            if (inParentheses || locks || (token.is("INTO") && !before.is("."))) {
                findings.add(finding(Wrong.WRITES, token));
            }
        }
    }

    private static Finding finding(Wrong wrong, SqlToken token) {
        return new Finding(wrong, token.text(), token.start(), token.end());
    }

    /// The query as JDBC takes it: each `:name` a `?`, in the order of [#names()].
    public String statement() {
        var statement = new StringBuilder();
        var from = 0;
        for (var placeholder : placeholders) {
            statement.append(sql, from, placeholder.start()).append('?');
            from = placeholder.end();
        }
        return statement.append(sql.substring(from)).toString();
    }

    /// The names behind the `?` of [#statement()]; one may stand more than once.
    public List<String> names() {
        return placeholders.stream().map(Placeholder::name).toList();
    }
}
