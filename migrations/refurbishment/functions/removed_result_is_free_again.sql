-- An end that is taken back frees the result that had proven it. As the owner, like refurbishment.result_is_free_again.
CREATE OR REPLACE FUNCTION refurbishment.removed_result_is_free_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM refurbishment.result_use u USING refurbishment.removed_medium_event e
  WHERE e.id = u.removed_event_id AND e.removed_medium_id = NEW.removed_medium_id;
  RETURN NULL;
END $$;
