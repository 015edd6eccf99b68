-- A document without what may be anybody's words: numbers, yes and no, the structure and the codes of the program stay. Words are empty and not
-- null, so that whoever reads words still reads words. Asked each night of all that is old enough: most of it has no word, and what is called
-- again and again is planned once a session.
CREATE OR REPLACE FUNCTION platform.without_words(document jsonb, under text DEFAULT '') RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF NOT jsonb_path_exists(document, '$.** ? (@.type() == "string" && @ != "")') THEN RETURN document; END IF;
  CASE jsonb_typeof(document)
    WHEN 'object' THEN
      RETURN (SELECT jsonb_object_agg(e.key, platform.without_words(e.value, e.key)) FROM jsonb_each(document) e);
    WHEN 'array' THEN
      RETURN (SELECT jsonb_agg(platform.without_words(a.value, under) ORDER BY a.n) FROM jsonb_array_elements(document) WITH ORDINALITY a(value, n));
    ELSE
      RETURN CASE WHEN under IN ('kind', 'type', 'doubts', 'source', 'mediaUnknown', 'grade', 'mode', 'verdict', 'repairs', 'reference', 'replacement', 'reason', 'why', 'category')
        AND document #>> '{}' ~ '^[A-Za-z0-9_:-]{1,40}$' AND document #>> '{}' !~ '^R-[2-9A-HJKMNP-Z]{5}$' THEN document ELSE '""' END;
  END CASE;
END $$;
