-- No device's code is a crate's. Asked of all the codes of a statement at once; who draws codes leaves out those of crates.
CREATE OR REPLACE FUNCTION logistics.code_is_no_crate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_codes n WHERE EXISTS (SELECT 1 FROM devices.container c WHERE c.code = n.code)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'logistics.code_taken';
  END IF;
  RETURN NULL;
END $$;
