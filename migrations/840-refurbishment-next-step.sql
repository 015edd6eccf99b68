-- `refurbishment.next_step` took its place.
DROP FUNCTION IF EXISTS refurbishment.failing_step(text[]);
