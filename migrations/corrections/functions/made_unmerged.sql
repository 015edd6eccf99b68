-- Nothing is made as part of another: a merge is told, afterwards.
CREATE OR REPLACE FUNCTION corrections.made_unmerged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'corrections.merge_untold';
END $$;
