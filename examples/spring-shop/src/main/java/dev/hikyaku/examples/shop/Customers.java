package dev.hikyaku.examples.shop;

import dev.hikyaku.outbox.Change;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Customers, and what each transaction wishes for in Salesforce.
///
/// The shop's own table is written first: its lock puts the rows of the outbox in the order of a customer's states.
@Repository
@Transactional
class Customers {
    private final JdbcClient sql;
    private final Wishes wishes;

    Customers(JdbcClient sql, Wishes wishes) {
        this.sql = sql;
        this.wishes = wishes;
    }

    /// A customer as the shop knows it.
    ///
    /// @param state counts the transactions that changed this customer
    record Customer(long id, String name, @Nullable String mail, boolean gone, long state) {}

    /// Somebody becomes a customer, or one again.
    void register(long id, String name, @Nullable String mail) {
        var known = sql.sql("UPDATE customers SET name = ?, mail = ?, gone = FALSE, state = state + 1 WHERE id = ?")
                .param(name)
                .param(mail)
                .param(id)
                .update();
        if (known == 0) {
            sql.sql("INSERT INTO customers (id, name, mail, gone, state) VALUES (?, ?, ?, FALSE, 1)")
                    .param(id)
                    .param(name)
                    .param(mail)
                    .update();
        }
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", id);
        row.put("name", name);
        row.put("mail", mail);
        wishes.write(Change.upsert("customer", String.valueOf(id), row));
    }

    /// A customer leaves.
    void leave(long id) {
        var known = sql.sql("UPDATE customers SET gone = TRUE, state = state + 1 WHERE id = ?")
                .param(id)
                .update();
        if (known > 0) {
            wishes.write(Change.delete("customer", String.valueOf(id)));
        }
    }

    /// A customer registers, and then the payment fails: nothing of it has happened.
    void registerWithoutPaying(long id, String name) {
        register(id, name, null);
        throw new PaymentFailed(id);
    }

    /// The customer did not pay.
    static final class PaymentFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PaymentFailed(long customer) {
            super("customer " + customer + " did not pay");
        }
    }
}
