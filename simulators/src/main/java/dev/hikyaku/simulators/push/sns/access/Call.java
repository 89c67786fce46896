package dev.hikyaku.simulators.push.sns.access;

import java.util.function.UnaryOperator;

/// One call as it came over the wire.
///
/// @param path encoded
/// @param query encoded; empty without one
/// @param headers answers a header by its name, in any case; empty when it was not sent
public record Call(String method, String path, String query, UnaryOperator<String> headers, String body) {
    String header(String name) {
        return headers.apply(name);
    }
}
