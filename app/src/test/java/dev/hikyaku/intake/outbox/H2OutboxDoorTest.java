package dev.hikyaku.intake.outbox;

import java.util.concurrent.atomic.AtomicInteger;

class H2OutboxDoorTest extends OutboxDoorContract {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Override
    String newDatabase() {
        return "jdbc:h2:mem:outbox" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    }
}
