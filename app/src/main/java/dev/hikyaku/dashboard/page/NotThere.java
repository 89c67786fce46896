package dev.hikyaku.dashboard.page;

/// What a page is asked for is not there.
public final class NotThere extends RuntimeException {
    private final String kind;

    /// @param kind `sync`, `record`, `run` or `campaign`
    /// @param name as it was asked for
    public NotThere(String kind, String name) {
        super(name);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
