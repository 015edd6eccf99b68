-- How many cards a person may get in how many months, and why a card was handed out beyond it.
CREATE TABLE sims.cap_rule (
  valid_from date PRIMARY KEY,
  cards smallint NOT NULL CHECK (cards BETWEEN 1 AND 100),
  months smallint NOT NULL CHECK (months BETWEEN 1 AND 120),
  source text NOT NULL CHECK (source <> '')
);
INSERT INTO sims.cap_rule (valid_from, cards, months, source) VALUES ('2020-01-01', 2, 12, 'Choix de la banque');

ALTER TABLE sims.hand_out ADD COLUMN beyond_cap sims.beyond_cap;
