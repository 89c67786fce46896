package dev.hikyaku.lambda;

import dev.hikyaku.servers.PostgresServer;

class PostgresHandlerTest extends HandlerContract {
    @Override
    String newDatabase() {
        return PostgresServer.newDatabase();
    }

    @Override
    String dialect() {
        return "postgresql";
    }
}
