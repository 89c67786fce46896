-- What people did, and why.
CREATE TABLE hk_audit (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at DATETIME(6) NOT NULL,
    actor VARCHAR(64) NOT NULL,
    action VARCHAR(40) NOT NULL,
    subject VARCHAR(400),
    reason VARCHAR(1000),
    KEY hk_audit_by_actor (actor, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
