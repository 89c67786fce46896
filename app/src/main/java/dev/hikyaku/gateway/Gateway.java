package dev.hikyaku.gateway;

/// A provider of push notifications. Safe to use from many threads at once; calls block, so they belong on virtual
/// threads. Nothing is tried a second time in here: whoever keeps the books decides that.
public interface Gateway extends AutoCloseable {
    /// What people call it: `fcm` or `sns`.
    String name();

    /// Hands one notification over. Ambiguous: when no answer comes the provider may have it all the same.
    ///
    /// @return what became of it; never throws for what a provider or a network can do
    Outcome send(Notification notification, Address address);

    /// Asks the provider to judge a notification without showing it to anybody. A provider that can't do this judges
    /// by its documented rules.
    Outcome check(Notification notification, Address address);

    @Override
    void close();
}
