package dev.hikyaku.manifest.campaign;

import dev.hikyaku.manifest.campaign.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the names of the columns that a `SELECT` yields, where the text alone says them.
final class SelectList {

    private static final Set<String> MAIN_VERBS =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "TABLE", "REPLACE");

    private static final Set<String> END = Set.of("FROM", "UNION", "INTERSECT", "EXCEPT", "WHERE", "ORDER", "LIMIT");

    /// An expression may end with these, so the last word is no name.
    private static final Set<String> NO_NAMES =
            Set.of("END", "NULL", "TRUE", "FALSE", "CURRENT_DATE", "CURRENT_TIMESTAMP", "CURRENT_TIME", "UNKNOWN");

    private SelectList() {}

    /// The word that says what the statement does: the first one, or after `WITH` the first outside of
    /// parentheses.
    static @Nullable SqlToken verb(List<SqlToken> tokens) {
        if (!tokens.getFirst().is("WITH")) {
            return tokens.getFirst();
        }
        return tokens.stream()
                .filter(token -> token.depth() == 0 && token.isOneOf(MAIN_VERBS))
                .findFirst()
                .orElse(null);
    }

    /// Null when they can't be known.
    static @Nullable List<String> names(List<SqlToken> tokens) {
        var verb = tokens.isEmpty() ? null : verb(tokens);
        if (verb == null || !verb.is("SELECT")) {
            return null;
        }
        var names = new ArrayList<String>();
        var item = new ArrayList<SqlToken>();
        for (var token : tokens.subList(tokens.indexOf(verb) + 1, tokens.size())) {
            var ends = token.depth() == 0 && token.isOneOf(END);
            if (ends || (token.depth() == 0 && token.is(","))) {
                if (!add(names, item)) {
                    return null;
                }
                item.clear();
            } else if (!(item.isEmpty() && token.isOneOf(Set.of("DISTINCT", "ALL")))) {
                item.add(token);
            }
            if (ends) {
                return names;
            }
        }
        return add(names, item) ? names : null;
    }

    private static boolean add(List<String> names, List<SqlToken> item) {
        if (item.isEmpty() || !item.getLast().isName() || item.getLast().isOneOf(NO_NAMES)) {
            return false;
        }
        if (item.size() > 1 && !named(item.get(item.size() - 2))) {
            return false;
        }
        names.add(item.getLast().name());
        return true;
    }

    /// Whether a name may follow: `AS`, the dot of a table's name, or the end of an expression.
    private static boolean named(SqlToken before) {
        return before.kind() != Kind.SYMBOL || before.is(".") || before.is(")");
    }
}
