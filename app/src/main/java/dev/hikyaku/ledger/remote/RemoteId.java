package dev.hikyaku.ledger.remote;

import java.util.Optional;

/// Ids of Salesforce as people copy them: 15 characters from reports and old pages, 18 from everywhere else.
public final class RemoteId {
    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int PART = 5;

    private RemoteId() {}

    /// The 18 characters of an id; empty when the text can't be one. Each of the last three characters says which of
    /// five letters are capital (Salesforce Help, article 000385585).
    public static Optional<String> full(String text) {
        if (text.matches("[a-zA-Z0-9]{18}")) {
            return Optional.of(text);
        }
        if (!text.matches("[a-zA-Z0-9]{15}")) {
            return Optional.empty();
        }
        var full = new StringBuilder(text);
        for (var start = 0; start < text.length(); start += PART) {
            var capitals = 0;
            for (var i = 0; i < PART; i++) {
                var letter = text.charAt(start + i);
                capitals |= letter >= 'A' && letter <= 'Z' ? 1 << i : 0;
            }
            full.append(CHECK.charAt(capitals));
        }
        return Optional.of(full.toString());
    }
}
