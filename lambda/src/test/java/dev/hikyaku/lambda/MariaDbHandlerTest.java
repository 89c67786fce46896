package dev.hikyaku.lambda;

import dev.hikyaku.servers.MariaDbServer;

class MariaDbHandlerTest extends HandlerContract {
    @Override
    String newDatabase() {
        return MariaDbServer.newDatabase();
    }

    @Override
    String dialect() {
        return "mysql";
    }
}
