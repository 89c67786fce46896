package dev.hikyaku.push;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.MariaDbServer;
import dev.hikyaku.servers.PostgresServer;
import org.junit.jupiter.api.Nested;

class StoryTest {
    @Nested
    class OnH2 extends StoryContract {
        @Override
        Ledger.Settings settings() {
            return new Ledger.Settings("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "");
        }
    }

    @Nested
    class OnMariaDb extends StoryContract {
        private final String url = MariaDbServer.newDatabase();

        @Override
        Ledger.Settings settings() {
            return new Ledger.Settings(url, "root", "");
        }
    }

    @Nested
    class OnPostgres extends StoryContract {
        private final String url = PostgresServer.newDatabase();

        @Override
        Ledger.Settings settings() {
            return new Ledger.Settings(url, "root", "");
        }
    }

    @Nested
    class NewsOnH2 extends NewsContract {
        @Override
        Ledger.Settings settings() {
            return new Ledger.Settings("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "");
        }
    }

    @Nested
    class NewsOnMariaDb extends NewsContract {
        private final String url = MariaDbServer.newDatabase();

        @Override
        Ledger.Settings settings() {
            return new Ledger.Settings(url, "root", "");
        }
    }

    @Nested
    class NewsOnPostgres extends NewsContract {
        private final String url = PostgresServer.newDatabase();

        @Override
        Ledger.Settings settings() {
            return new Ledger.Settings(url, "root", "");
        }
    }
}
