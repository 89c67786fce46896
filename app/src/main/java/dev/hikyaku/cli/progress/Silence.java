package dev.hikyaku.cli.progress;

/// Says nothing.
record Silence() implements Progress {
    @Override
    public void at(String sync, String stage, long rows, long total) {
        // Nobody wants to know.
    }

    @Override
    public void close() {
        // Nothing is drawn.
    }
}
