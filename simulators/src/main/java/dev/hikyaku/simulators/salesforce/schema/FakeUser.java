package dev.hikyaku.simulators.salesforce.schema;

/// The one user of the fake org, as whom every client acts.
public final class FakeUser {
    /// The user's 18-character id.
    public static final String ID = RecordIds.of("005", 1);

    private FakeUser() {}
}
