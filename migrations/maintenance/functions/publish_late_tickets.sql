-- Faults that are late by the one rule (`maintenance.due_at`). @returns how many were written now
CREATE OR REPLACE FUNCTION maintenance.publish_late_tickets() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*) FILTER (WHERE events.publish_late('ticket', 'late', t.id, t.due_at, array_remove(ARRAY[t.structure_id], NULL)))::integer
  FROM maintenance.ticket t WHERE t.due_at < platform.now()
$$;
