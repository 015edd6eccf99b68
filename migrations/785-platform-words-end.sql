-- What things are called, what papers say, what machines and tools tell and what they wrote: each ends at a dated period, as people's words do.
INSERT INTO people.retention (subject, valid_from, amount, unit, source) VALUES
  ('thing', '2023-09-14', 24, 'months', 'Choix de la banque : une chose qui n’a pas servi depuis deux ans n’a plus besoin de son nom'),
  ('log_file', '2008-06-19', 5, 'years', 'Code civil, art. 2224 : cinq ans pour agir ; l’empreinte du fichier et ce qui y a été lu restent'),
  ('device', '2023-09-14', 10, 'years', 'Choix de la banque : autant que les documents qui en parlent'),
  ('paper', '2008-06-19', 10, 'years', 'Choix de la banque, par référence au code de commerce, art. L. 123-22 : dix ans')
ON CONFLICT DO NOTHING;

-- Papers whose period is over are found by it.
CREATE INDEX document_old ON documents.document (requested_at) WHERE state <> 'erased';

-- A paper that names nobody goes too, at its period alone (`document_stays`).
ALTER TABLE documents.document DROP CONSTRAINT document_erased_ends;
ALTER TABLE documents.document ADD CONSTRAINT document_erased_ends CHECK (state <> 'erased' OR sealed_facts IS NULL);

-- The file of a log goes; its hash and what was read of it stay.
ALTER TABLE refurbishment.erasure_log ALTER COLUMN blob_id DROP NOT NULL;
