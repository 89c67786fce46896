package dev.hikyaku.intake.http;

/// Bytes of a body or a line; nobody changes them.
final class Bytes {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] array() {
        return bytes;
    }
}
