package dev.hikyaku.sync;

/// The org takes nothing more, whatever the sync: the run stops sending, all changes wait, nothing is rejected. The
/// next run goes on by itself.
public final class OrgPaused extends RuntimeException {
    /// Says why, and what helps.
    public OrgPaused(String message) {
        super(message);
    }
}
