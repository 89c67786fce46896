package dev.hikyaku.manifest.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A piece of SQL, as far as it matters where names, texts and comments begin and end. Takes what MariaDB,
/// PostgreSQL and H2 write: backticks, dollar quotes, nested comments, `::`, `\'` in a text (but `'\'` alone is a
/// whole one, as in `ESCAPE '\'`).
///
/// @param text as written, without the colon of a parameter
/// @param start in chars, from 0
/// @param end first char behind it
/// @param depth how many parentheses it stands in; both parentheses stand outside of themselves
record SqlToken(Kind kind, String text, int start, int end, int depth) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        PARAMETER,
        SYMBOL,
        /// A text, a name or a comment that never ends.
        UNFINISHED
    }

    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_$]*";

    /// In this order: the first alternative that fits is it. Blanks and comments have no group.
    private static final Pattern TOKEN = Pattern.compile("(?s)(?:\\s+|--[^\\n]*|#(?![>-])[^\\n]*)"
            + "|(?<text>'\\\\'(?!')|[eEnNxXbB]?'(?:[^'\\\\]|''|\\\\.)*+')"
            + "|(?<dollar>\\$(?<tag>[A-Za-z_]*)\\$.*?\\$\\k<tag>\\$)"
            + "|(?<quoted>\"(?:[^\"]|\"\")*+\"|`(?:[^`]|``)*+`)"
            + "|(?<unfinished>['\"`]|\\$[A-Za-z_]*\\$)"
            + "|(?<number>[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?)"
            + "|(?<word>" + NAME + ")"
            + "|(?<cast>::|:=)"
            + "|:(?<parameter>[A-Za-z_][A-Za-z0-9_]*)"
            + "|(?<symbol>.)");

    private static final Pattern COMMENT_EDGE = Pattern.compile("/\\*|\\*/");

    static List<SqlToken> of(String sql) {
        var tokens = new ArrayList<SqlToken>();
        var matcher = TOKEN.matcher(sql);
        var depth = 0;
        for (int at = 0; at < sql.length(); ) {
            if (sql.startsWith("/*", at)) {
                var end = commentEnd(sql, at);
                if (end < 0) {
                    tokens.add(new SqlToken(Kind.UNFINISHED, "/*", at, at + 2, depth));
                    return tokens;
                }
                at = end;
                continue;
            }
            matcher.region(at, sql.length()).lookingAt();
            at = matcher.end();
            var kind = kind(matcher);
            if (kind != null) {
                depth -= matcher.group().equals(")") && depth > 0 ? 1 : 0;
                var text = kind == Kind.PARAMETER ? matcher.group("parameter") : matcher.group();
                tokens.add(new SqlToken(kind, text, matcher.start(), at, depth));
                depth += matcher.group().equals("(") ? 1 : 0;
            }
            if (kind == Kind.UNFINISHED) {
                return tokens;
            }
        }
        return tokens;
    }

    /// Null for blanks and comments.
    private static @Nullable Kind kind(MatchResult match) {
        if (match.group("word") != null) {
            return Kind.WORD;
        }
        if (match.group("symbol") != null || match.group("cast") != null) {
            return Kind.SYMBOL;
        }
        if (match.group("parameter") != null) {
            return Kind.PARAMETER;
        }
        if (match.group("text") != null || match.group("dollar") != null) {
            return Kind.TEXT;
        }
        if (match.group("quoted") != null) {
            return Kind.QUOTED_NAME;
        }
        if (match.group("number") != null) {
            return Kind.NUMBER;
        }
        return match.group("unfinished") == null ? null : Kind.UNFINISHED;
    }

    /// Comments stand in comments (SQL:1999, PostgreSQL); where a database knows none, nobody writes them.
    private static int commentEnd(String sql, int start) {
        var edges = COMMENT_EDGE.matcher(sql).region(start, sql.length());
        var open = 0;
        while (edges.find()) {
            open += edges.group().equals("/*") ? 1 : -1;
            if (open == 0) {
                return edges.end();
            }
        }
        return -1;
    }

    /// A keyword, whatever its letters.
    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }

    boolean isOneOf(Set<String> words) {
        return kind == Kind.WORD && words.contains(text.toUpperCase(Locale.ROOT));
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /// Without its quotes.
    String name() {
        if (kind != Kind.QUOTED_NAME) {
            return text;
        }
        var quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
}
