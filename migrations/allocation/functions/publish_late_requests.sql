-- Requests that were sent so many days ago and have no answer. @returns how many were written now
CREATE OR REPLACE FUNCTION allocation.publish_late_requests(days integer) RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*) FILTER (WHERE events.publish_late('request', 'late', r.id, r.submitted_at, ARRAY[r.structure_id]))::integer
  FROM allocation.request r WHERE r.state = 'submitted' AND r.submitted_at < platform.now() - make_interval(days => days)
$$;
