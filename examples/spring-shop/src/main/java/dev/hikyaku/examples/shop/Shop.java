package dev.hikyaku.examples.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The shop. It lives in one database, `SPRING_DATASOURCE_URL`; its outbox lives there too.
@SpringBootApplication
public class Shop {
    /// Opens the shop; with `--shop.visitors=N` customers come in until the process ends.
    public static void main(String[] args) {
        SpringApplication.run(Shop.class, args);
    }
}
