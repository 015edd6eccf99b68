-- Faults that nobody took for so many days. @returns how many were written now
CREATE OR REPLACE FUNCTION maintenance.publish_late_tickets(days integer) RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*) FILTER (WHERE events.publish_late('ticket', 'late', t.id, t.opened_at, array_remove(ARRAY[t.structure_id], NULL)))::integer
  FROM maintenance.ticket t WHERE t.state = 'open' AND t.opened_at < platform.now() - make_interval(days => days)
$$;
