package dev.hikyaku.sync.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Tells once when half of a stream was read.
final class Halfway extends FilterInputStream {
    private final Runnable told;
    private long left;

    Halfway(InputStream in, long half, Runnable told) {
        super(in);
        this.left = half;
        this.told = told;
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var read = super.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(long bytes) {
        if (left >= 0) {
            left -= bytes;
            if (left < 0 || (left == 0 && bytes > 0)) {
                left = -1;
                told.run();
            }
        }
    }
}
