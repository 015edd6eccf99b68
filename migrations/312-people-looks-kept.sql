-- Who was looked at is told for six months at least (CNIL, délibération 2021-122): nobody shortens that to erase what they read.
ALTER TABLE people.retention ADD CONSTRAINT retention_looks_kept CHECK (
  subject <> 'looks' OR amount >= CASE unit WHEN 'years' THEN 1 WHEN 'months' THEN 6 ELSE 180 END);
