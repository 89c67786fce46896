-- What does not end well or travel is found at once; what is accepted costs nothing.
CREATE INDEX hk_change_by_refusal ON hk_change (sync, outcome, id) WHERE outcome IN ('rejected', 'superseded', 'unknown');
