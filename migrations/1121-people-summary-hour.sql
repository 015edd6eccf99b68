-- From which hour of its own time zone on the bank's summaries of the day leave.
ALTER TABLE people.bank ADD summary_hour smallint NOT NULL DEFAULT 7 CHECK (summary_hour BETWEEN 0 AND 23);
