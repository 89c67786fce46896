package dev.hikyaku.crucible.promises;

import dev.hikyaku.crucible.world.Child;
import java.util.List;

/// Hears what happened, in its order, and says at the end what was broken. First the wishes, then processes as they
/// end, then the org's journal, then the books.
public interface Judge {
    /// The application wants a record to be so.
    default void wished(Wish wish) {}

    /// The application wants a record to be gone.
    default void withdrawn(String object, String key) {}

    /// Processes that were started together have ended.
    default void ended(List<Child.Ended> together) {}

    /// The org did something.
    default void applied(Effect effect) {}

    /// What the ledger says at the end of everything, one line per sync.
    default void closed(List<Account> books) {}

    /// What was broken; empty when the promise was kept.
    List<String> offences();
}
