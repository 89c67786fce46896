package dev.hikyaku.ledger.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What a campaign sends once, for ever: the texts of the columns that together name it, as 24 bytes.
///
/// The first 12 bytes are the beginning of the text and the last 12 of its SHA-256. So keys that come in order stand
/// in order, and the unique index of a table with ten million rows grows at its end instead of everywhere.
///
/// @param hex the bytes
public record OnceKey(String hex) {
    private static final int START = 12;
    private static final int LENGTH = 24;
    private static final int HASH_BYTES = 16;

    /// Of the values of the once columns.
    public static OnceKey of(List<String> values) {
        var text = new StringBuilder();
        // The length keeps ("a|b", "c") and ("a", "b|c") apart; it stands behind so that the order stays.
        values.forEach(
                value -> text.append(value).append('|').append(value.length()).append('|'));
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        var key = Arrays.copyOf(Arrays.copyOf(bytes, START), LENGTH);
        System.arraycopy(sha256(bytes), 0, key, START, LENGTH - START);
        return new OnceKey(HexFormat.of().formatHex(key));
    }

    static OnceKey of(byte[] bytes) {
        return new OnceKey(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /// What is kept of it when its recipient is erased: another key that can be found from this one, and not the other
    /// way, for this one begins as its text does.
    public OnceKey erased() {
        var key = Arrays.copyOf(sha256(("erased|" + hex).getBytes(StandardCharsets.UTF_8)), LENGTH);
        return new OnceKey(HexFormat.of().formatHex(key));
    }

    /// The same for every copy of one delivery, another for every device and campaign: 32 characters.
    public String tag(String campaign, int device) {
        return hash(campaign + '/' + hex + '/' + device);
    }

    /// 16 bytes of a text's SHA-256 as 32 hexadecimal digits.
    public static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)), 0, HASH_BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
