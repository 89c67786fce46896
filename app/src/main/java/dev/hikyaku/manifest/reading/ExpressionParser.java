package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.Expression;
import dev.hikyaku.manifest.ExpressionFunction;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Reads an `expr:` by recursive descent.
///
/// ```
/// expression = call | column | text | number
/// call       = function "(" expression { "," expression } ")"
/// column     = letter or "_", then letters, digits, "_", "$"
/// text       = "'" characters, "''" for one quote "'"
/// ```
final class ExpressionParser {

    private static final int DEEPEST = 50;

    /// What may stand at a place, as the numbers that the wording of HK1401 and HK1402 knows.
    private static final int AN_EXPRESSION = 0;

    private static final int COMMA_OR_END_OF_CALL = 1;
    private static final int THE_END = 2;
    private static final int A_CLOSING_QUOTE = 3;

    private final int[] text;
    private final List<Finding> findings = new ArrayList<>();
    private int at;
    private int depth;

    private ExpressionParser(String text) {
        this.text = text.codePoints().toArray();
    }

    /// Something wrong in the text.
    ///
    /// @param offset in characters (code points), from 0
    record Finding(int offset, int length, @Nullable String suggestion, ProblemCode code, List<Object> arguments) {}

    /// @param expression null when the text can't be read
    record Parsed(@Nullable Expression expression, List<Finding> findings) {}

    static Parsed parse(String text) {
        var parser = new ExpressionParser(text);
        try {
            var expression = parser.whole();
            return new Parsed(parser.findings.isEmpty() ? expression : null, parser.findings);
        } catch (Unreadable unreadable) {
            parser.findings.add(unreadable.finding);
            return new Parsed(null, parser.findings);
        }
    }

    private Expression whole() throws Unreadable {
        var expression = expression();
        blanks();
        if (at < text.length) {
            throw unexpected(THE_END);
        }
        return expression;
    }

    private Expression expression() throws Unreadable {
        blanks();
        if (at >= text.length) {
            throw unexpected(AN_EXPRESSION);
        }
        var first = text[at];
        if (first == '\'') {
            return new Expression.Literal(literal());
        }
        if (digit(first)) {
            return new Expression.Literal(run(ExpressionParser::digit));
        }
        if (!starts(first)) {
            throw unexpected(AN_EXPRESSION);
        }
        var start = at;
        var name = run(ExpressionParser::continues);
        blanks();
        return at < text.length && text[at] == '(' ? call(start, name) : new Expression.Column(name);
    }

    private Expression call(int start, String name) throws Unreadable {
        if (++depth > DEEPEST) {
            throw new Unreadable(new Finding(start, name.length(), null, ProblemCode.EXPRESSION_TOO_DEEP, List.of()));
        }
        var function = ExpressionFunction.of(name).orElse(null);
        var names = Arrays.stream(ExpressionFunction.values())
                .map(ExpressionFunction::text)
                .toList();
        if (function == null) {
            found(start, name, Suggestions.near(name, names), ProblemCode.UNKNOWN_FUNCTION, String.join(", ", names));
        }
        var starts = new ArrayList<Integer>();
        var arguments = arguments(starts);
        depth--;
        if (function == null) {
            return new Expression.Literal("");
        }
        if (!function.takes(arguments.size())) {
            found(start, name, null, ProblemCode.ARGUMENT_COUNT, function.signature(), arguments.size());
        } else if (function == ExpressionFunction.SUBSTRING) {
            position(starts.get(1), arguments.get(1), 1);
            position(starts.get(2), arguments.get(2), 0);
        }
        return new Expression.Call(function, arguments);
    }

    private List<Expression> arguments(List<Integer> starts) throws Unreadable {
        var arguments = new ArrayList<Expression>();
        at++;
        blanks();
        if (at < text.length && text[at] == ')') {
            at++;
            return arguments;
        }
        while (true) {
            blanks();
            starts.add(at);
            arguments.add(expression());
            blanks();
            if (at >= text.length || (text[at] != ',' && text[at] != ')')) {
                throw unexpected(COMMA_OR_END_OF_CALL);
            }
            if (text[at++] == ')') {
                return arguments;
            }
        }
    }

    private void position(int start, Expression argument, int least) {
        var number = argument instanceof Expression.Literal(var digits)
                && digits.matches("[0-9]{1,9}")
                && Integer.parseInt(digits) >= least;
        if (!number) {
            var shown = argument instanceof Expression.Literal(var other) ? other : argument.written();
            found(start, shown, null, ProblemCode.NOT_A_POSITION, least);
        }
    }

    private String literal() throws Unreadable {
        var value = new StringBuilder();
        for (int i = at + 1; i < text.length; i++) {
            if (text[i] != '\'') {
                value.appendCodePoint(text[i]);
            } else if (i + 1 < text.length && text[i + 1] == '\'') {
                value.append('\'');
                i++;
            } else {
                at = i + 1;
                return value.toString();
            }
        }
        var length = text.length - at;
        throw new Unreadable(
                new Finding(at, length, null, ProblemCode.EXPRESSION_UNFINISHED, List.of(A_CLOSING_QUOTE)));
    }

    private String run(IntPredicate more) {
        var start = at;
        while (at < text.length && more.test(text[at])) {
            at++;
        }
        return new String(text, start, at - start);
    }

    private void blanks() {
        while (at < text.length && Character.isWhitespace(text[at])) {
            at++;
        }
    }

    private void found(int start, String name, @Nullable String near, ProblemCode code, Object... wanted) {
        var arguments = new ArrayList<Object>(List.of(name));
        arguments.addAll(List.of(wanted));
        findings.add(new Finding(start, name.codePointCount(0, name.length()), near, code, arguments));
    }

    private Unreadable unexpected(int wanted) {
        return at >= text.length
                ? new Unreadable(new Finding(at, 1, null, ProblemCode.EXPRESSION_UNFINISHED, List.of(wanted)))
                : new Unreadable(new Finding(
                        at, 1, null, ProblemCode.EXPRESSION_UNEXPECTED, List.of(Character.toString(text[at]), wanted)));
    }

    private static boolean starts(int point) {
        return (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z') || point == '_';
    }

    private static boolean continues(int point) {
        return starts(point) || digit(point) || point == '$';
    }

    private static boolean digit(int point) {
        return point >= '0' && point <= '9';
    }

    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Finding finding;

        Unreadable(Finding finding) {
            this.finding = finding;
        }
    }
}
