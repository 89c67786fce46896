package dev.hikyaku.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A value computed from one row of the source. Rows are maps from column name to text; an absent or null column is
/// null.
public sealed interface Expression {

    /// The value for one row; null when there is none.
    @Nullable
    String evaluate(Map<String, @Nullable String> row);

    /// The columns it reads.
    Set<String> columns();

    /// As it is written in a manifest; reading this text gives an equal expression.
    String written();

    /// The text of one column.
    record Column(String name) implements Expression {
        @Override
        public @Nullable String evaluate(Map<String, @Nullable String> row) {
            return row.get(name);
        }

        @Override
        public Set<String> columns() {
            return Set.of(name);
        }

        @Override
        public String written() {
            return name;
        }
    }

    /// The same text for every row.
    record Literal(String text) implements Expression {
        @Override
        public String evaluate(Map<String, @Nullable String> row) {
            return text;
        }

        @Override
        public Set<String> columns() {
            return Set.of();
        }

        @Override
        public String written() {
            return "'" + text.replace("'", "''") + "'";
        }
    }

    /// A function of other expressions.
    record Call(ExpressionFunction function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public @Nullable String evaluate(Map<String, @Nullable String> row) {
            var values = new ArrayList<@Nullable String>();
            arguments.forEach(argument -> values.add(argument.evaluate(row)));
            return function.apply(values);
        }

        @Override
        public Set<String> columns() {
            var all = new TreeSet<String>();
            arguments.forEach(argument -> all.addAll(argument.columns()));
            return all;
        }

        @Override
        public String written() {
            return arguments.stream()
                    .map(Expression::written)
                    .collect(Collectors.joining(", ", function.text() + "(", ")"));
        }
    }
}
