package dev.hikyaku.dashboard.page;

/// What stands before the word of a state, and how it is set off: nobody needs the colour to understand it.
final class Signs {
    private Signs() {}

    static String sign(String state) {
        return switch (state) {
            case "accepted", "flowing", "finished" -> "✔";
            case "rejected", "broken", "crashed", "missed" -> "✖";
            case "waiting", "held", "paused" -> "‖";
            case "destination", "claimed" -> "◔";
            case "sent", "running" -> "⇢";
            case "unknown" -> "?";
            case "released" -> "↺";
            case "stopped", "cancelled" -> "■";
            default -> "·";
        };
    }

    /// A class of the style sheet.
    static String tone(String state) {
        return switch (state) {
            case "accepted", "flowing", "finished" -> "good";
            case "rejected", "broken", "crashed", "missed", "unknown" -> "bad";
            case "waiting", "held", "paused", "destination", "released", "stopped" -> "wait";
            default -> "calm";
        };
    }
}
