-- A row that grows splits its page. `room` is given up, byte for byte, for what a claim and an outcome write. The index
-- by outcome does not change with a claim.
ALTER TABLE hk_change ADD COLUMN room VARBINARY(40) DEFAULT '                                        ',
    DROP KEY hk_change_by_state, ADD KEY hk_change_by_outcome (sync, outcome, id);
