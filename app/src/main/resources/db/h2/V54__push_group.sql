CREATE TABLE hk_push_group (
    name VARCHAR(64) NOT NULL PRIMARY KEY
);
