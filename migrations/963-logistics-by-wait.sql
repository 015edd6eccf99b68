-- « Attend depuis »: what waits, longest first, then what does not.
CREATE INDEX transfer_by_wait ON logistics.transfer ((coalesce(CASE WHEN state = 'sent' THEN sent_at END, '9999-12-31 00:00:00+00'::timestamptz)), id);
