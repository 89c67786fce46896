package dev.hikyaku.cli.setup;

import dev.hikyaku.cli.print.Words;
import dev.hikyaku.draft.Draft;
import dev.hikyaku.intake.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks a person which tables hold what. An empty answer takes the guess; a dash means none.
final class Interview {
    private static final String NONE = "-";

    private final Words words;
    private final Function<String, String> ask;

    /// @param ask puts a question, and answers what was typed
    Interview(Words words, Function<String, String> ask) {
        this.words = words;
        this.ask = ask;
    }

    Draft.Choice about(List<Table> tables) {
        var companies = table("init.companies", tables, Draft.likelyCompanies(tables));
        var people = table("init.people", tables, Draft.likelyPeople(tables));
        var more = ask.apply(words.say("init.more")).strip();
        if (more.isEmpty()) {
            return new Draft.Choice(List.of(), companies, people);
        }
        var named = new ArrayList<>(List.of(more.split("[,\\s]+")));
        if (companies != null) {
            named.add(companies);
        }
        if (people != null) {
            named.add(people);
        }
        return new Draft.Choice(named, companies, people);
    }

    private @Nullable String table(String question, List<Table> tables, Optional<String> guess) {
        while (true) {
            var answer = ask.apply(words.say(question, guess.orElse(NONE))).strip();
            if (answer.isEmpty()) {
                return guess.orElse(null);
            }
            if (answer.equals(NONE)) {
                return null;
            }
            if (tables.stream().anyMatch(table -> table.name().equalsIgnoreCase(answer))) {
                return answer;
            }
        }
    }
}
