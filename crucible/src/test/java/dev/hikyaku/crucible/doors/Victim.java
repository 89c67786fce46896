package dev.hikyaku.crucible.doors;

/// A process that is killed.
public enum Victim {
    /// `hikyaku serve`: the HTTP door, the consumer of the queue, the drain of the outbox, and what carries.
    SERVICE,
    /// The function that consumes the other queue.
    FUNCTION,
    /// MariaDB, with the ledger and the application's database.
    DATABASE,
    /// SQS.
    QUEUES,
    /// The Data API.
    DATA_API
}
