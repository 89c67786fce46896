package dev.hikyaku.intake.outbox;

import dev.hikyaku.servers.MariaDbServer;

class MariaDbOutboxDoorTest extends OutboxCrowdContract {
    @Override
    String newDatabase() {
        return MariaDbServer.newDatabase();
    }
}
