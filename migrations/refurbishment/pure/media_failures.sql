-- What of the gate's failures is about media, as patterns: of the device as a whole (the step `media` of the bench), and of one medium (`erase`).
CREATE OR REPLACE FUNCTION refurbishment.media_failures() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_agg(replace(f.kind, '_', '\_') || '%') FROM unnest(refurbishment.failure_kinds(), refurbishment.failure_steps()) AS f (kind, step)
  WHERE f.step = ANY (refurbishment.media_steps()) $$;
