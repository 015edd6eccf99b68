-- The roles of a member today: their own, and those of whoever they stand in for, as far as these are passed on. Every page asks, and
-- few stand in for anybody: plpgsql, so that only these begin the longer question.
CREATE OR REPLACE FUNCTION people.roles_now(member uuid, own text[]) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM people.absence a WHERE a.deputy_id = member AND a.ended_at IS NULL) THEN RETURN own; END IF;
  RETURN own || array(SELECT DISTINCT r FROM people.absence a JOIN people.membership w ON w.id = a.membership_id AND w.active
    CROSS JOIN unnest(w.roles) r CROSS JOIN people.bank b
    WHERE a.deputy_id = member AND a.ended_at IS NULL AND (platform.now() AT TIME ZONE b.time_zone)::date BETWEEN a.from_day AND a.until_day
      AND r = ANY (people.deputised_roles()) AND r <> ALL (own) ORDER BY r);
END $$;
