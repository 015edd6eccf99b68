-- What the operator declares of accessibility (loi 2005-102, art. 47): the newest row stands, those before stay. None: « non conforme ».
CREATE TABLE people.accessibility_declaration (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  declared_at timestamptz NOT NULL DEFAULT now(),
  -- Who said so.
  operator_number integer,
  level people.accessibility_level NOT NULL,
  -- Of a hundred criteria, how many are met.
  rate integer CHECK (rate BETWEEN 0 AND 100),
  auditor text NOT NULL DEFAULT '',
  audited_on date,
  -- What is not accessible yet, and why: the operator's own words.
  gaps text NOT NULL DEFAULT '',
  -- Without an audit nobody may say more than « non conforme »; under half of the criteria neither.
  CHECK (level = 'none' OR (auditor <> '' AND audited_on IS NOT NULL AND rate >= 50)),
  CHECK (level <> 'full' OR rate = 100),
  CHECK (rate IS DISTINCT FROM 100 OR level = 'full')
);
