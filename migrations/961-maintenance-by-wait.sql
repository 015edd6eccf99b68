-- « Attend depuis »: what waits, longest first, then what does not.
CREATE INDEX ticket_by_wait ON maintenance.ticket ((coalesce(CASE WHEN state <> ALL (maintenance.ended_states()) THEN opened_at END, '9999-12-31 00:00:00+00'::timestamptz)), id);
