-- An application's own table, on MariaDB. The outbox beside it: see docs/how-to/outbox.md.
CREATE TABLE orders (
    id INT PRIMARY KEY,
    customer VARCHAR(80) NOT NULL,
    total DECIMAL(10, 2) NOT NULL
) CHARACTER SET utf8mb4;
