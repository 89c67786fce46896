package dev.hikyaku.simulators.push.sns.publish;

/// A publish that SNS answered with 200, or would have.
///
/// @param id `MessageId`
/// @param endpoint its ARN
/// @param invocation the SDK's call it came from: equal for all tries of one call
/// @param attempt which of the call's tries it was, from 1
/// @param hash SHA-256 of `Message`
public record Publish(String id, String endpoint, String invocation, int attempt, String hash) {}
