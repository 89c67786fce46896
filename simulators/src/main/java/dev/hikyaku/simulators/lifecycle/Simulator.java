package dev.hikyaku.simulators.lifecycle;

import java.net.URI;

/// Something that runs until it is closed, and goes on where its folder left off when it is started there again.
public interface Simulator extends AutoCloseable {
    /// The base address.
    URI url();

    @Override
    void close();
}
