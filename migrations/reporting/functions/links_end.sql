-- Whoever has a private link of a donor reads and values what is of that card: with another card merged in, it would tell of somebody else's gifts
-- before anybody has read the merge again. The links of both end; a new one tells of both.
CREATE OR REPLACE FUNCTION reporting.links_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE reporting.donor_link SET ended_at = platform.now()
  WHERE donor_id = ANY (intake.donors_of(NEW.id)) AND ended_at IS NULL AND expires_at > platform.now();
  RETURN NULL;
END $$;
