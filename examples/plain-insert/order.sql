-- region order
START TRANSACTION;
INSERT INTO orders (id, customer, total) VALUES (42, '佐藤 "Taro"', 1980.50);
INSERT INTO hk_outbox (sync, body)
SELECT 'order', JSON_OBJECT('key', id, 'op', 'upsert', 'data', JSON_OBJECT('id', id, 'customer', customer, 'total', total))
  FROM orders WHERE id = 42;
COMMIT;
-- endregion
