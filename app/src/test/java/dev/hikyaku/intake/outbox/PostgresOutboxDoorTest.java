package dev.hikyaku.intake.outbox;

import dev.hikyaku.servers.PostgresServer;

class PostgresOutboxDoorTest extends OutboxCrowdContract {
    @Override
    String newDatabase() {
        return PostgresServer.newDatabase();
    }
}
