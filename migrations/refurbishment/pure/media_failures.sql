-- What of the gate's failures is about media, as patterns: of the device as a whole (the step `media` of the bench), and of one medium (`erase`).
CREATE OR REPLACE FUNCTION refurbishment.media_failures() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY['no\_media\_knowledge', 'media\_reopened:%', 'medium\_%', 'drive\_unanswered:%', 'log\_unconfirmed:%'] $$;
