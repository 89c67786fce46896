CREATE DATABASE first CHARACTER SET utf8mb4;
CREATE USER first@'127.0.0.1' IDENTIFIED BY 'carry';
GRANT SELECT ON first.* TO first@'127.0.0.1';
USE first;
CREATE TABLE shops (id INT PRIMARY KEY, name VARCHAR(100), tel VARCHAR(20), opened_on DATE);
INSERT INTO shops VALUES (1, '京都本店', '075-000-0001', '1998-04-01'), (2, 'Osaka', '06-0000-0002', '2011-10-08'),
                         (3, '', NULL, '2024-02-29');
