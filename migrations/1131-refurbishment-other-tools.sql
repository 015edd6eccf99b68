-- A medium that another tool erased is signed by a person of whom the judgement is, with the file that the tool wrote where there is one, and by a
-- second person. What waits for the second one says so itself: what was signed before a kind waited stands as it is.
ALTER TABLE refurbishment.evidence
  ADD COLUMN awaits boolean NOT NULL DEFAULT false,
  ADD COLUMN method refurbishment.erase_method,
  ADD COLUMN file_id uuid REFERENCES refurbishment.erasure_log;
ALTER TABLE refurbishment.evidence DISABLE TRIGGER USER;
UPDATE refurbishment.evidence SET awaits = true WHERE kind = 'new';
ALTER TABLE refurbishment.evidence ENABLE TRIGGER USER;
ALTER TABLE refurbishment.evidence
  ADD CONSTRAINT another_tool_by_a_method CHECK ((kind = 'other_tool') = (method IS NOT NULL)),
  ADD CONSTRAINT another_tool_has_its_file CHECK (file_id IS NULL OR kind = 'other_tool');
CREATE INDEX evidence_file ON refurbishment.evidence (file_id) WHERE file_id IS NOT NULL;

-- Which class a method is for a kind of medium; null: it is none for it. Of techniques, never of a name in a log.
CREATE TABLE refurbishment.method_rule (
  method refurbishment.erase_method NOT NULL,
  valid_from date NOT NULL,
  disk refurbishment.method_class,
  ssd refurbishment.method_class,
  nvme refurbishment.method_class,
  emmc refurbishment.method_class,
  sd refurbishment.method_class,
  second_hand boolean NOT NULL DEFAULT true,
  source text NOT NULL CHECK (length(source) >= 5),
  PRIMARY KEY (method, valid_from)
);
INSERT INTO refurbishment.method_rule (method, valid_from, disk, ssd, nvme, emmc, sd, source)
SELECT m, DATE '2022-08-17', disk, ssd, nvme, emmc, sd, 'IEEE 2883-2022, auquel renvoie NIST SP 800-88 révision 2 ; la classe la plus basse en cas de doute'
FROM (VALUES
  ('overwrite', 'clear', 'clear', 'clear', 'clear', 'clear'),
  ('security_erase', 'clear', 'clear', NULL, NULL, NULL),
  ('security_erase_enhanced', 'clear', 'clear', NULL, NULL, NULL),
  ('sanitize_overwrite', 'purge', 'clear', 'clear', NULL, NULL),
  ('sanitize_block', NULL, 'purge', 'purge', 'clear', NULL),
  ('sanitize_crypto', 'purge', 'purge', 'purge', NULL, NULL),
  ('format_user', NULL, NULL, 'clear', NULL, NULL),
  ('format_crypto', NULL, NULL, 'clear', NULL, NULL),
  ('psid_revert', 'clear', 'clear', 'clear', NULL, NULL),
  ('factory_reset', NULL, 'clear', 'clear', 'clear', NULL)) r(m, disk, ssd, nvme, emmc, sd);
