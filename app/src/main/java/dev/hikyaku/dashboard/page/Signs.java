package dev.hikyaku.dashboard.page;

/// What stands before the word of a state, and how it is set off: nobody needs the colour to understand it.
final class Signs {
    private Signs() {}

    static String sign(String state) {
        return switch (state) {
            case "accepted", "flowing", "finished", "ok" -> "✔";
            case "rejected", "broken", "crashed", "missed", "bad" -> "✖";
            case "warn" -> "!";
            case "waiting", "held", "paused" -> "‖";
            case "destination", "claimed" -> "◔";
            case "sent", "running" -> "⇢";
            case "unknown" -> "?";
            case "released" -> "↺";
            case "stopped", "cancelled" -> "■";
            case "suppressed", "expired" -> "∅";
            default -> "·";
        };
    }

    /// A class of the style sheet.
    static String tone(String state) {
        return switch (state) {
            case "accepted", "flowing", "finished", "ok" -> "good";
            case "rejected", "broken", "crashed", "missed", "unknown", "bad" -> "bad";
            case "waiting", "held", "paused", "destination", "released", "stopped", "warn" -> "wait";
            default -> "calm";
        };
    }
}
