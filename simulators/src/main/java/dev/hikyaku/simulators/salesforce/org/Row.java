package dev.hikyaku.simulators.salesforce.org;

import org.jspecify.annotations.Nullable;

/// One record; its values stand in the order of the schema's fields, null where empty.
public final class Row {
    final long number;
    final @Nullable String[] values;
    final long createdAt;
    long modifiedAt;
    Life life = Life.LIVE;
    /// The id of the record whose deletion took this one along; empty when none did.
    String deletedWith = "";
    /// The id of the record this one was merged into.
    @Nullable
    String masterId;

    /// Where a record is between creation and oblivion.
    enum Life {
        LIVE,
        RECYCLED,
        PURGED
    }

    Row(long number, int fields, long createdAt) {
        this.number = number;
        this.values = new @Nullable String[fields];
        this.createdAt = createdAt;
        this.modifiedAt = createdAt;
    }

    /// The value of the field at this position, or null when empty.
    public @Nullable String value(int position) {
        return values[position];
    }

    /// When the record was made, in milliseconds since 1970, on a whole second as in Salesforce.
    public long createdAt() {
        return createdAt;
    }

    /// When it was last changed, in milliseconds since 1970, on a whole second as in Salesforce.
    public long modifiedAt() {
        return modifiedAt;
    }

    /// The id of the record this one was merged into, or null.
    public @Nullable String masterId() {
        return masterId;
    }

    /// Whether it is in the recycle bin or beyond.
    public boolean isDeleted() {
        return life != Life.LIVE;
    }
}
