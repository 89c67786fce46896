-- What does not end well is found at once.
CREATE INDEX hk_change_by_outcome ON hk_change (sync, outcome, id);
