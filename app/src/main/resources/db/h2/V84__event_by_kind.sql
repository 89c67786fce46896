CREATE INDEX hk_event_by_kind ON hk_event (kind, id);
