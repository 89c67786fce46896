package dev.hikyaku.plan;

import java.util.Arrays;

/// A set of keys in 8 to 16 bytes each, whatever their length: it keeps a 64-bit digest of them. Among ten million keys
/// two are taken for one with a chance of one in 300,000.
final class Keys {
    private static final int FIRST = 1 << 10;

    private long[] table = new long[FIRST];
    private int size;

    /// Adds a key.
    void add(String key) {
        put(digest(key));
    }

    /// Adds all of another set.
    void addAll(Keys more) {
        for (var digest : more.table) {
            if (digest != 0) {
                put(digest);
            }
        }
    }

    boolean contains(String key) {
        return table[place(digest(key))] != 0;
    }

    private void put(long digest) {
        if (2L * size >= table.length) {
            grow();
        }
        var place = place(digest);
        if (table[place] == 0) {
            table[place] = digest;
            size++;
        }
    }

    private void grow() {
        var old = table;
        table = new long[Math.multiplyExact(old.length, 2)];
        Arrays.stream(old).filter(digest -> digest != 0).forEach(digest -> table[place(digest)] = digest);
    }

    /// Where it is, or would be.
    private int place(long digest) {
        var place = (int) (digest & (table.length - 1));
        while (table[place] != 0 && table[place] != digest) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    /// FNV-1a (draft-eastlake-fnv, 64 bit) with the finishing steps of MurmurHash3; never 0.
    private static long digest(String key) {
        var digest = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            digest = (digest ^ key.charAt(i)) * 0x100000001b3L;
        }
        digest = (digest ^ (digest >>> 33)) * 0xff51afd7ed558ccdL;
        digest = (digest ^ (digest >>> 33)) * 0xc4ceb9fe1a85ec53L;
        digest ^= digest >>> 33;
        return digest == 0 ? 1 : digest;
    }
}
