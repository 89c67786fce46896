-- Who a provider of logins vouches for: SHA-256 of its issuer and the subject there; NULL for who has a password here.
ALTER TABLE hk_user ADD COLUMN identity CHAR(64);
CREATE UNIQUE INDEX hk_user_by_identity ON hk_user (identity);
