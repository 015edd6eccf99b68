-- How many cards a person may get in how many months, by today's rule, and how many they got, under whichever reference.
-- A card that was faulty, and one whose hand-out was undone, are not counted.
CREATE OR REPLACE FUNCTION sims.cap_of(person uuid) RETURNS TABLE (cards integer, months integer, had integer) LANGUAGE sql STABLE AS $$
  SELECT r.cards, r.months, (
    SELECT count(*) FROM sims.sim s WHERE s.beneficiary_id = ANY (allocation.persons_of(person)) AND s.ended_reason IS DISTINCT FROM 'faulty'
      AND (SELECT max(h.signed_at) FROM sims.hand_out h WHERE h.sim_id = s.id) > platform.now() - make_interval(months => r.months))
  FROM sims.cap_rule r CROSS JOIN people.bank b WHERE r.valid_from <= (platform.now() AT TIME ZONE b.time_zone)::date ORDER BY r.valid_from DESC LIMIT 1
$$;
