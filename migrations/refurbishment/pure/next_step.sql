-- The bench's next step: the first that settles one of the gate's failures (failure_kinds, and failure_steps beside); none is left: into stock.
-- A failure that no step settles is no word of the domain, and so an error instead of a device that looks ready.
CREATE OR REPLACE FUNCTION refurbishment.next_step(failures text[]) RETURNS refurbishment.bench_step LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE failure text; place int; nearest int;
BEGIN
  FOREACH failure IN ARRAY failures LOOP
    place := array_position(refurbishment.failure_kinds(), split_part(failure, ':', 1));
    IF place IS NULL THEN RETURN failure; END IF;
    nearest := least(nearest, place);
  END LOOP;
  RETURN coalesce((refurbishment.failure_steps())[nearest], 'stock');
END $$;
