package dev.hikyaku.push.forecast;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// How often texts were seen, in a bounded place: a number of 64 bits stands for each text, and once there are too many
/// different ones, new ones are not remembered any more.
final class Counts {
    private static final int START = 1 << 12;

    private final MessageDigest digest = digest();
    private final int most;
    private long[] keys = new long[START];
    private byte[] counts = new byte[START];
    private int size;
    private boolean full;

    /// For up to so many different texts.
    Counts(int most) {
        this.most = most;
    }

    /// Counts a text.
    ///
    /// @return how often it was counted before
    int add(String text) {
        var key = key(text);
        var at = place(keys, key);
        var before = counts[at];
        if (before == 0) {
            if (size >= most) {
                full = true;
                return 0;
            }
            keys[at] = key;
            size++;
        }
        counts[at] = (byte) Math.min(Byte.MAX_VALUE, before + 1);
        if (size * 2 > keys.length) {
            grow();
        }
        return before;
    }

    /// How often a text was counted.
    int of(String text) {
        return counts[place(keys, key(text))];
    }

    /// Whether there were more different texts than could be remembered.
    boolean isFull() {
        return full;
    }

    private void grow() {
        var oldKeys = keys;
        var oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new byte[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] > 0) {
                var at = place(keys, oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
            }
        }
    }

    private int place(long[] table, long key) {
        var mask = table.length - 1;
        var at = (int) (key & mask);
        while (counts[at] != 0 && table[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private long key(String text) {
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
