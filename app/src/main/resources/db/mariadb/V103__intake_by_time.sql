-- One entry for each call at a door, not for each change.
ALTER TABLE hk_intake ADD KEY hk_intake_by_time (at);
