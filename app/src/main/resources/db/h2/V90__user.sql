-- Who may use the dashboard.
CREATE TABLE hk_user (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    role VARCHAR(10) NOT NULL,
    password_hash VARCHAR(200) NOT NULL,
    failures INT NOT NULL,
    locked_until TIMESTAMP(6),
    created_at TIMESTAMP(6) NOT NULL,
    last_login_at TIMESTAMP(6)
);
