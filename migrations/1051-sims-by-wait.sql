-- « Attend depuis »: what waits, longest first, then what does not.
CREATE INDEX sim_by_wait ON sims.sim ((coalesce(CASE WHEN status = 'allotted' THEN changed_at END, '9999-12-31 00:00:00+00'::timestamptz)), id);
