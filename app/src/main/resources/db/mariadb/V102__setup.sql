-- What services ran with, each time it changed.
CREATE TABLE hk_setup (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at DATETIME(6) NOT NULL,
    what VARCHAR(40) NOT NULL,
    found VARCHAR(200) NOT NULL,
    KEY hk_setup_by_what (what, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
