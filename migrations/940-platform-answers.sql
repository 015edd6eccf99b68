-- What a room answers to a question that a room below it asks of all (`platform.answers`), in place of two functions that named every room.
CREATE TYPE platform.answer AS (what text, label text);
DROP FUNCTION IF EXISTS people.held_at(uuid[]);
DROP FUNCTION IF EXISTS people.held_by(uuid);
