<?php
// One transaction: the application's own row, and what shall happen in Salesforce.
$db = new PDO(getenv('SHOP_DSN'), getenv('SHOP_USER'), getenv('SHOP_PASSWORD'), [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
$order = ['id' => 42, 'customer' => '佐藤 "Taro"', 'total' => '1980.50'];

$db->beginTransaction();
$db->prepare('INSERT INTO orders (id, customer, total) VALUES (?, ?, ?)')->execute(array_values($order));
$body = json_encode(
    ['key' => (string) $order['id'], 'op' => 'upsert', 'data' => $order],
    JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR,
);
$db->prepare('INSERT INTO hk_outbox (sync, body) VALUES (?, ?)')->execute(['order', $body]);
$db->commit();
