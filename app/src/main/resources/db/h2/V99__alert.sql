-- What was told of a cause, so that of several services one tells it, and not again too soon.
CREATE TABLE hk_alert (
    cause VARCHAR(190) NOT NULL PRIMARY KEY,
    since TIMESTAMP(6) NOT NULL,
    told_at TIMESTAMP(6) NOT NULL,
    tellings INT NOT NULL,
    ended_at TIMESTAMP(6)
);
