-- Words end page by page of their table: `platform.end_words(text, integer, bigint, bigint)` takes its place.
DROP FUNCTION IF EXISTS platform.end_words(text, integer);
