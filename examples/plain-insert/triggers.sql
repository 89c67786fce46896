-- Without a line of application code: triggers run inside the application's own transactions.
CREATE TRIGGER orders_made AFTER INSERT ON orders FOR EACH ROW
    INSERT INTO hk_outbox (sync, body) VALUES ('order', JSON_OBJECT('key', NEW.id, 'op', 'upsert',
        'data', JSON_OBJECT('id', NEW.id, 'customer', NEW.customer, 'total', NEW.total)));
CREATE TRIGGER orders_changed AFTER UPDATE ON orders FOR EACH ROW
    INSERT INTO hk_outbox (sync, body) VALUES ('order', JSON_OBJECT('key', NEW.id, 'op', 'upsert',
        'data', JSON_OBJECT('id', NEW.id, 'customer', NEW.customer, 'total', NEW.total)));
CREATE TRIGGER orders_gone AFTER DELETE ON orders FOR EACH ROW
    INSERT INTO hk_outbox (sync, body) VALUES ('order', JSON_OBJECT('key', OLD.id, 'op', 'delete'));
