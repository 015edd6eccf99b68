-- From how many faults of one model on, in how many months, the bank is told.
CREATE TABLE maintenance.series_rule (
  valid_from date PRIMARY KEY,
  faults smallint NOT NULL CHECK (faults BETWEEN 2 AND 1000),
  months smallint NOT NULL CHECK (months BETWEEN 1 AND 60),
  source text NOT NULL CHECK (source <> '')
);
INSERT INTO maintenance.series_rule (valid_from, faults, months, source) VALUES ('2020-01-01', 5, 3, 'Choix de la banque');

CREATE INDEX ticket_opened ON maintenance.ticket (opened_at);
