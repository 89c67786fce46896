package dev.hikyaku.ledger.history;

/// Of what something is the history.
///
/// @param kind `sync` or `campaign`
public record Whose(String kind, String name) {
    static final String SYNC = "sync";

    /// Of a sync.
    public static Whose sync(String name) {
        return new Whose(SYNC, name);
    }

    /// Of a campaign.
    public static Whose campaign(String name) {
        return new Whose("campaign", name);
    }
}
