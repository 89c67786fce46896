package dev.hikyaku.manifest;

/// A name for people in both languages.
public record Label(String ja, String en) {}
