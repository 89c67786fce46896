package dev.hikyaku.draft;

import dev.hikyaku.intake.tables.Table;
import dev.hikyaku.intake.tables.Table.Column;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A table that holds the phones of users.
///
/// @param address column with the token that a provider knows
/// @param user column with the user's key
record Devices(Table table, String address, String user) {
    private static final Set<String> WORDS =
            Set.of("device", "devices", "push", "installation", "installations", "endpoint", "endpoints", "phones");

    /// The first table that looks so.
    static Optional<Devices> among(List<Table> tables) {
        return tables.stream()
                .filter(table -> Names.words(table.name()).stream().anyMatch(WORDS::contains))
                .flatMap(table -> of(table).stream())
                .findFirst();
    }

    private static Optional<Devices> of(Table table) {
        var address = meant(table, "address");
        var user = meant(table, "user");
        return address.isEmpty() || user.isEmpty()
                ? Optional.empty()
                : Optional.of(new Devices(table, address.get(), user.get()));
    }

    /// The column with a meaning, if one is called so.
    Optional<String> meant(String meaning) {
        return meant(table, meaning);
    }

    private static Optional<String> meant(Table table, String meaning) {
        return table.columns().stream()
                .map(Column::name)
                .filter(name -> Knowledge.means(meaning, name))
                .findFirst();
    }
}
