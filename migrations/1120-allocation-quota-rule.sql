-- From which part of a quota on its structure and the bank are told that it is nearly used.
CREATE TABLE allocation.quota_rule (
  valid_from date PRIMARY KEY,
  percent integer NOT NULL CHECK (percent BETWEEN 1 AND 100),
  source text NOT NULL CHECK (source <> '')
);
INSERT INTO allocation.quota_rule (valid_from, percent, source) VALUES ('2020-01-01', 80, 'Choix de la banque');
