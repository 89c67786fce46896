package dev.hikyaku.simulators.salesforce.query;

import dev.hikyaku.simulators.salesforce.wire.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a query token by token.
final class SoqlParser {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*('(?:[^'\\\\]|\\\\.|'')*'|<=|>=|!=|<>|[=<>(),]|[^\\s=<>!(),']+)", Pattern.DOTALL);

    private static final Pattern ESCAPE = Pattern.compile("\\\\.|''", Pattern.DOTALL);

    private final String text;
    private final Matcher matcher;
    private String token = "";

    SoqlParser(String text) {
        this.text = text;
        this.matcher = TOKEN.matcher(text);
        next();
    }

    Soql parse() {
        expect("SELECT");
        var fields = fields();
        expect("FROM");
        var object = name();
        var conditions = new ArrayList<Soql.Condition>();
        if (accept("WHERE")) {
            do {
                conditions.add(condition());
            } while (accept("AND"));
        }
        var order = accept("ORDER") ? order() : new Soql.Order("", false);
        var limit = accept("LIMIT") ? number() : Integer.MAX_VALUE;
        if (!token.isEmpty()) {
            throw unexpected();
        }
        return new Soql(fields, object, conditions, order, limit);
    }

    private List<String> fields() {
        var fields = new ArrayList<String>();
        if (token.equalsIgnoreCase("COUNT")) {
            next();
            expect("(");
            expect(")");
            return fields;
        }
        do {
            fields.add(name());
        } while (accept(","));
        return fields;
    }

    private Soql.Condition condition() {
        var field = name();
        if (accept("NOT")) {
            expect("IN");
            return new Soql.Condition(field, "NOT IN", values());
        }
        if (accept("IN")) {
            return new Soql.Condition(field, "IN", values());
        }
        var operator = token.equals("<>") ? "!=" : token;
        if (!List.of("=", "!=", "<", "<=", ">", ">=").contains(operator)) {
            throw unexpected();
        }
        next();
        return new Soql.Condition(field, operator, List.of(literal()));
    }

    private List<Soql.Literal> values() {
        expect("(");
        var values = new ArrayList<Soql.Literal>();
        do {
            values.add(literal());
        } while (accept(","));
        expect(")");
        return values;
    }

    private Soql.Literal literal() {
        var written = token;
        if (written.isEmpty() || written.matches("[=<>(),]|<=|>=|!=|<>")) {
            throw unexpected();
        }
        next();
        if (written.startsWith("'")) {
            return new Soql.Literal.Text(unquoted(written.substring(1, written.length() - 1)));
        }
        return written.equalsIgnoreCase("null") ? new Soql.Literal.Null() : new Soql.Literal.Bare(written);
    }

    private Soql.Order order() {
        expect("BY");
        var field = name();
        var descending = accept("DESC");
        if (!descending) {
            accept("ASC");
        }
        if (accept("NULLS") && !accept("FIRST")) {
            expect("LAST");
        }
        return new Soql.Order(field, descending);
    }

    private int number() {
        var written = name();
        if (!written.matches("[0-9]{1,9}")) {
            throw new ApiError(400, "MALFORMED_QUERY", "unexpected token: '" + written + "'");
        }
        return Integer.parseInt(written);
    }

    private String name() {
        if (!token.matches("[A-Za-z0-9_.]+")) {
            throw unexpected();
        }
        var name = token;
        next();
        return name;
    }

    private boolean accept(String word) {
        if (!token.equalsIgnoreCase(word)) {
            return false;
        }
        next();
        return true;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw unexpected();
        }
    }

    private void next() {
        if (matcher.lookingAt()) {
            token = matcher.group(1);
            matcher.region(matcher.end(), text.length());
        } else if (text.substring(matcher.regionStart()).isBlank()) {
            token = "";
        } else {
            throw new ApiError(400, "MALFORMED_QUERY", "unexpected character in " + text);
        }
    }

    private ApiError unexpected() {
        return new ApiError(
                400,
                "MALFORMED_QUERY",
                "unexpected token: '" + (token.isEmpty() ? "<EOF>" : token.toLowerCase(Locale.ROOT)) + "'");
    }

    private static String unquoted(String quoted) {
        return ESCAPE.matcher(quoted)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group()) {
                            case "\\n" -> "\n";
                            case "\\r" -> "\r";
                            case "\\t" -> "\t";
                            default -> found.group().substring(1);
                        }));
    }
}
