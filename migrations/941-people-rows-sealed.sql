-- Each room says which of its rows are sealed, and what of them (`rows_to_seal_since`, `sealed_content`); two functions that named all rooms go.
DROP FUNCTION IF EXISTS people.rows_to_seal(timestamptz);
DROP FUNCTION IF EXISTS people.row_hash(text);
