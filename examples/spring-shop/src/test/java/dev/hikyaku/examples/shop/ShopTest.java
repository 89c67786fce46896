package dev.hikyaku.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.outbox.Change;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class ShopTest {
    private ConfigurableApplicationContext shop;
    private Customers customers;

    @BeforeEach
    void open() {
        shop = SpringApplication.run(Shop.class, "--spring.datasource.url=jdbc:h2:mem:shop" + hashCode());
        customers = shop.getBean(Customers.class);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private List<String> outbox() {
        return shop.getBean(JdbcClient.class)
                .sql("SELECT body FROM hk_outbox ORDER BY id")
                .query(String.class)
                .list();
    }

    @Test
    void leavesAChangeForEachCommittedTransaction() {
        customers.register(1, "佐藤", null);
        customers.leave(1);
        assertThat(outbox())
                .containsExactly(
                        "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"id\":1,\"name\":\"佐藤\",\"mail\":null}}",
                        "{\"key\":\"1\",\"op\":\"delete\"}");
    }

    @Test
    void leavesNoChangeOfATransactionThatIsRolledBack() {
        assertThatThrownBy(() -> customers.registerWithoutPaying(1, "Nobody")).hasMessage("customer 1 did not pay");
        customers.leave(1);
        assertThat(outbox()).isEmpty();
    }

    @Test
    void refusesToWriteOutsideATransaction() {
        var wishes = shop.getBean(Wishes.class);
        assertThatThrownBy(() -> wishes.write(Change.upsert("customer", "1", Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("found a connection in auto-commit mode, wanted an open transaction");
    }
}
