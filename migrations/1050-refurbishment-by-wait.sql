-- « Attend depuis »: what waits, longest first, then what does not.
CREATE INDEX removed_medium_by_wait ON refurbishment.removed_medium ((coalesce(CASE WHEN state = 'kept' THEN removed_at END, '9999-12-31 00:00:00+00'::timestamptz)), id);
