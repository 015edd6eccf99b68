-- When whoever signed in had signed in before: what happened since is new to them. Null: never.
ALTER TABLE people.session ADD last_visit timestamptz;
