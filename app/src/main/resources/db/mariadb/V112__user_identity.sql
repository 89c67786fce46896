-- Who a provider of logins vouches for: SHA-256 of its issuer and the subject there; NULL for who has a password here.
ALTER TABLE hk_user ADD COLUMN identity CHAR(64), ADD UNIQUE KEY hk_user_by_identity (identity);
