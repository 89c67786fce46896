package dev.hikyaku.draft;

import dev.hikyaku.intake.tables.Table;
import dev.hikyaku.intake.tables.Table.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which tables become syncs, of which objects; and why the others do not.
final class Chooser {
    private final List<Table> tables;
    private final Draft.Choice choice;
    private final Optional<Devices> devices;
    private final Set<String> taken = new HashSet<>();

    Chooser(List<Table> tables, Draft.Choice choice) {
        this.tables = tables;
        this.choice = choice;
        this.devices = Devices.among(tables);
    }

    /// The table with phones, if there is one and it was not named for a sync.
    Optional<Devices> devices() {
        return devices.filter(found -> !isNamed(found.table()));
    }

    /// Tables that become syncs.
    List<Chosen> chosen() {
        var chosen = new ArrayList<Chosen>();
        for (var table : tables) {
            if (whyNot(table).isEmpty()) {
                var name = Names.sync(table.name(), taken::contains);
                taken.add(name);
                var object = object(table);
                chosen.add(new Chosen(table, name, object, externalId(table)));
            }
        }
        return chosen;
    }

    /// Tables that don't.
    List<Draft.Skipped> skipped() {
        return tables.stream()
                .flatMap(table -> whyNot(table).map(why -> new Draft.Skipped(table.name(), why)).stream())
                .toList();
    }

    /// A word for the reason; empty for a table that becomes a sync.
    private Optional<String> whyNot(Table table) {
        if (isNamed(table)) {
            return Optional.empty();
        }
        if (devices.isPresent() && devices.get().table().equals(table)) {
            return Optional.of("devices");
        }
        if (!choice.named().isEmpty()) {
            return Optional.of("unnamed");
        }
        if (Knowledge.isTechnical(table.name())) {
            return Optional.of("technical");
        }
        if (table.key().isEmpty() && table.primaryKey().isEmpty()) {
            return Optional.of("key");
        }
        return isJoin(table) ? Optional.of("join") : Optional.empty();
    }

    private boolean isNamed(Table table) {
        return choice.named().stream().anyMatch(table.name()::equalsIgnoreCase)
                || table.name().equalsIgnoreCase(choice.companies())
                || table.name().equalsIgnoreCase(choice.people());
    }

    private static boolean isJoin(Table table) {
        var pointing = new HashSet<String>();
        table.pointers().stream().map(Pointer::columns).forEach(pointing::addAll);
        return table.primaryKey().size() > 1
                && pointing.containsAll(table.primaryKey())
                && table.columns().size() <= table.primaryKey().size() + 1;
    }

    private String object(Table table) {
        if (table.name().equalsIgnoreCase(choice.companies())) {
            return "Account";
        }
        if (table.name().equalsIgnoreCase(choice.people())) {
            return "Contact";
        }
        var words = Names.singular(table.name());
        return Knowledge.object(words)
                .map(object -> object.equals("Contact") && !isOfPersons(table, words) ? "Account" : object)
                .orElseGet(() -> Names.custom(words, _ -> false));
    }

    /// A customer may be a company.
    private static boolean isOfPersons(Table table, List<String> words) {
        return !words.getLast().equals("customer")
                || table.columns().stream()
                        .anyMatch(column -> Knowledge.field("Contact", column.name())
                                .filter(Set.of("LastName", "FirstName", "Birthdate")::contains)
                                .isPresent());
    }

    private static String externalId(Table table) {
        var words = new ArrayList<>(Names.singular(table.name()));
        words.add("id");
        return Names.custom(words, _ -> false);
    }

    /// The table that looks most like it holds rows for a standard object.
    static Optional<String> likely(List<Table> tables, String object) {
        return tables.stream()
                .filter(table -> Knowledge.object(Names.singular(table.name()))
                        .filter(object::equals)
                        .isPresent())
                .map(Table::name)
                .min((one, other) -> one.length() != other.length()
                        ? one.length() - other.length()
                        : one.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT)));
    }
}
