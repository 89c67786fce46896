package dev.hikyaku.dashboard.approval;

import dev.hikyaku.dashboard.page.Links;
import dev.hikyaku.ledger.people.Meant;

/// Whose word a run waits for, as the page says it.
///
/// @param waits wording of for whom it waits
/// @param trouble wording of why nobody whom the manifest names may agree; empty when somebody may
/// @param name as the manifest says it
/// @param role wording of the role that is too low; empty otherwise
/// @param command of an admin that helps; empty when none does
record Whose(String waits, String trouble, String name, String role, String command) {
    static Whose of(Meant meant) {
        return switch (meant) {
            case Meant.Holders(var role) -> plain("approval.waitsFor", role.word());
            case Meant.One(var user) -> plain("approval.waitsFor", user.name());
            case Meant.Group(var name) -> plain("approval.waitsForGroup", name);
            case Meant.Unable(var user) ->
                new Whose(
                        "approval.waitsForAdmin",
                        "approval.unable",
                        user.name(),
                        "role." + user.role().word(),
                        user.hasPassword() ? "hikyaku user role " + Links.word(user.name()) + " --role approver" : "");
            case Meant.Nobody(var word) ->
                new Whose(
                        "approval.waitsForAdmin",
                        "approval.nobody",
                        word,
                        "",
                        "hikyaku user add " + Links.word(word) + " --role approver");
        };
    }

    private static Whose plain(String waits, String name) {
        return new Whose(waits, "", name, "", "");
    }
}
