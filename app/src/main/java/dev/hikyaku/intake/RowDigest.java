package dev.hikyaku.intake;

import dev.hikyaku.ledger.Records.Fingerprint;
import dev.hikyaku.manifest.Sync;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fingerprints of rows: what Salesforce would be sent for them depends on nothing else. The sync's own meaning is part
/// of it, so a manifest that sends something else makes every row differ.
public final class RowDigest {
    private final MessageDigest sha;
    private final byte[] meaning;

    /// Fingerprints of rows of this sync. Not safe for several threads.
    public RowDigest(Sync sync) {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        meaning = sync.digest().getBytes(StandardCharsets.UTF_8);
    }

    /// The fingerprint of one row: the text of each column the sync reads.
    public Fingerprint of(Map<String, @Nullable String> row) {
        sha.update(meaning);
        for (var column : new TreeMap<>(row).entrySet()) {
            update(column.getKey());
            update(column.getValue());
        }
        var digest = ByteBuffer.wrap(sha.digest());
        return new Fingerprint(digest.getLong(), digest.getLong());
    }

    /// The length goes first, so that no two rows can be told the same way.
    private void update(@Nullable String text) {
        var bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        sha.update(
                ByteBuffer.allocate(4).putInt(text == null ? -1 : bytes.length).array());
        sha.update(bytes);
    }
}
