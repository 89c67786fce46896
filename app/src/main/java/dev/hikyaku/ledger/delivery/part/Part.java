package dev.hikyaku.ledger.delivery.part;

/// Some deliveries of a run.
///
/// @param id unique over all runs
/// @param run its run's id
/// @param key its run's key
/// @param first id of its first delivery
/// @param last id of its last one; other runs have deliveries between the two, too
/// @param revision of the campaign's file with which it was cut
/// @param isOpen whether there may be something to do
public record Part(
        long id, String campaign, long run, String key, long first, long last, String revision, boolean isOpen) {

    /// Name of the lease that a process holds while it works on it.
    public String lease() {
        return "part:" + id;
    }
}
