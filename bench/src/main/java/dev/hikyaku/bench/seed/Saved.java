package dev.hikyaku.bench.seed;

/// A row of the result file.
record Saved(String remoteId, String created, int id) {}
