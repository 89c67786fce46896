-- Starts up to here are made, or written down as missed.
ALTER TABLE hk_campaign ADD COLUMN known_until TIMESTAMP(6);
