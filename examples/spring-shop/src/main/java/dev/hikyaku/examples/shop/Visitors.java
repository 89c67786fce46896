package dev.hikyaku.examples.shop;

import dev.hikyaku.examples.shop.Customers.PaymentFailed;
import java.util.ArrayList;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// People who come in, register, change their minds, leave, or do not pay.
@Component
class Visitors implements CommandLineRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Visitors.class);
    private static final int CUSTOMERS = 40;

    private final Customers customers;
    private final int visitors;

    Visitors(Customers customers, @Value("${shop.visitors:0}") int visitors) {
        this.customers = customers;
        this.visitors = visitors;
    }

    @Override
    public void run(String... args) throws InterruptedException {
        // A shop that works with fewer visitors than it was told would hide why.
        Thread.setDefaultUncaughtExceptionHandler((visitor, broken) -> {
            LOG.error("{} broke the shop", visitor.getName(), broken);
            Runtime.getRuntime().halt(1);
        });
        var threads = new ArrayList<Thread>();
        for (var at = 0; at < visitors; at++) {
            threads.add(Thread.ofPlatform().name("visitor-" + at).start(() -> visit(new Random())));
        }
        if (visitors > 0) {
            LOG.info("the shop is open");
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    private void visit(Random random) {
        while (true) {
            try {
                act(random, random.nextInt(CUSTOMERS));
            } catch (PaymentFailed | ConcurrencyFailureException | DuplicateKeyException nothingHappened) {
                LOG.debug("rolled back", nothingHappened);
            }
        }
    }

    private void act(Random random, long id) {
        switch (random.nextInt(5)) {
            case 0 -> customers.leave(id);
            case 1 -> customers.registerWithoutPaying(id, "Nobody");
            default ->
                customers.register(id, "客 " + random.nextInt(1_000), random.nextBoolean() ? "a@example.com" : null);
        }
    }
}
