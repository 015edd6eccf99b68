-- The last characters of a key, by which two of one name are told apart; '' of keys that were made before this.
ALTER TABLE people.machine_credential ADD secret_end text NOT NULL DEFAULT '' CHECK (secret_end ~ '^[A-Za-z0-9_-]{4}$' OR secret_end = '');
