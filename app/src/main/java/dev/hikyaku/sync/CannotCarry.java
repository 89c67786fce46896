package dev.hikyaku.sync;

/// The org does not fit the manifest, or refuses everything: the sync stops, its changes wait, nothing is rejected.
public final class CannotCarry extends RuntimeException {
    /// Says why, and what helps.
    public CannotCarry(String message) {
        super(message);
    }
}
