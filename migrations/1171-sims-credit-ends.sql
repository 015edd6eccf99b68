-- Until when the credit of a card lasts, where its supplier or whoever recharged it said so; and how long before that its structure is told.
ALTER TABLE sims.sim ADD COLUMN credit_ends_on date;
ALTER TABLE sims.sim_event ADD COLUMN credit_ends_on date;
CREATE INDEX sim_by_credit ON sims.sim ((coalesce(credit_ends_on, '9999-12-31'::date)), id);

CREATE TABLE sims.credit_rule (
  valid_from date PRIMARY KEY,
  days smallint NOT NULL CHECK (days BETWEEN 1 AND 365),
  source text NOT NULL CHECK (source <> '')
);
INSERT INTO sims.credit_rule (valid_from, days, source) VALUES ('2020-01-01', 30, 'Choix de la banque');
