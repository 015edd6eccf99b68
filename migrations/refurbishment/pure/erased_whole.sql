-- Whether a log that erased so many bytes erased the whole of a medium of this size, as far as both are known. What machines and programs
-- call a gigabyte or a terabyte differs by up to a tenth, and none says every sector: a seventh may be missing.
CREATE OR REPLACE FUNCTION refurbishment.erased_whole(erased bigint, size bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(erased >= size / 7 * 6, true) $$;
