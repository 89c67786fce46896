-- What was told of a cause, so that of several services one tells it, and not again too soon.
CREATE TABLE hk_alert (
    cause VARCHAR(190) NOT NULL PRIMARY KEY,
    since DATETIME(6) NOT NULL,
    told_at DATETIME(6) NOT NULL,
    tellings INT NOT NULL,
    ended_at DATETIME(6)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
