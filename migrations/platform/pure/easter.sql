-- Easter Sunday of a year of the Gregorian calendar (Butcher).
CREATE OR REPLACE FUNCTION platform.easter(year integer) RETURNS date LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  a integer := year % 19; b integer := year / 100; c integer := year % 100;
  h integer := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  l integer := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  m integer := (a + 11 * h + 22 * l) / 451;
  n integer := h + l - 7 * m + 114;
BEGIN
  RETURN make_date(year, n / 31, n % 31 + 1);
END $$;
