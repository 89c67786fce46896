-- What the batch reads; MySQL or MariaDB.
CREATE TABLE users (
    id INT PRIMARY KEY,
    wants_push TINYINT NOT NULL
) CHARACTER SET utf8mb4;

CREATE TABLE cars (
    id INT PRIMARY KEY,
    user_id INT NOT NULL,
    plate VARCHAR(40) NOT NULL,
    inspection_on DATE NOT NULL
) CHARACTER SET utf8mb4;

CREATE TABLE device_tokens (
    user_id INT NOT NULL,
    token VARCHAR(400) NOT NULL,
    platform VARCHAR(10) NOT NULL,
    registered_at DATETIME NOT NULL
) CHARACTER SET utf8mb4;
