-- Urgent senders get what they want of a provider before all others.
ALTER TABLE hk_push_share ADD COLUMN urgent BOOLEAN NOT NULL DEFAULT FALSE;
