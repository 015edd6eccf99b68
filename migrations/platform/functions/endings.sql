-- Where each word ends that somebody wrote or a tool told: in which column, what stands there afterwards, at which dated period, and since when
-- that counts (of the row `r`; null: not yet). A word `*` is the row itself. `files` are its columns that lead to a stored file, which goes too.
CREATE OR REPLACE FUNCTION platform.endings() RETURNS TABLE (thing text, word text, instead text, period text, since text, files text[])
LANGUAGE sql IMMUTABLE AS $$
  VALUES
  -- What things are called: a name serves as long as something happens there.
  ('people.place', 'name', $e$'Lieu sans nom ' || right(r.id::text, 6)$e$, 'thing', 'people.place_used(r)', '{}'::text[]),
  ('people.former_name', 'name', $e$'sans nom'::text$e$, 'thing', 'r.at', '{}'),
  ('devices.container', 'name', $e$''::text$e$, 'thing', 'greatest(r.changed_at, (SELECT max(d.changed_at) FROM devices.device d WHERE d.container_id = r.id))', '{}'),
  ('refurbishment.dock', 'name', $e$'sans nom'::text$e$, 'thing', 'greatest(r.registered_at, r.ended_at, (SELECT max(l.received_at) FROM refurbishment.erasure_log l WHERE l.dock_id = r.id))', '{}'),
  ('intake.label_format', 'name', $e$'Format sans nom ' || right(r.id::text, 6)$e$, 'thing', 'greatest(r.created_at, (SELECT max(s.created_at) FROM intake.label_sheet s WHERE s.format = r.id::text))', '{}'),
  -- What somebody answered for all rows of a file stands beside what its columns are: both are asked anew.
  ('imports.remembered_columns', '*', NULL, 'thing', 'r.chosen_at', '{}'),
  ('refurbishment.erasure_log', 'filename', $e$''::text$e$, 'thing', 'r.received_at', '{}'),
  ('data_import.old_log', 'path', $e$''::text$e$, 'thing', '(SELECT b.created_at FROM data_import.log_batch b WHERE b.id = r.batch_id)', '{}'),
  ('data_import.old_log', 'number', 'NULL::text', 'thing', '(SELECT b.created_at FROM data_import.log_batch b WHERE b.id = r.batch_id)', '{}'),
  ('inventories.received', 'agent', 'NULL::text', 'thing', 'r.received_at', '{}'),
  ('logistics.transfer_line', 'typed', $e$CASE WHEN r.typed IS NOT NULL THEN 'effacé ' || right(r.id::text, 6) END$e$, 'thing', 'r.at', '{}'),

  -- The files of logs: whoever ran the tool may be named there.
  ('refurbishment.erasure_log', 'blob_id', 'NULL::uuid', 'log_file', 'r.received_at', '{blob_id}'),
  ('refurbishment.erasure_log', 'shown_blob_id', 'NULL::uuid', 'log_file', 'r.received_at', '{shown_blob_id}'),
  ('data_import.old_log', 'blob_id', 'NULL::uuid', 'log_file', '(SELECT b.created_at FROM data_import.log_batch b WHERE b.id = r.batch_id)', '{blob_id}'),
  ('data_import.old_log', 'bytes', $e$CASE WHEN r.bytes IS NOT NULL THEN ''::bytea END$e$, 'log_file', '(SELECT b.created_at FROM data_import.log_batch b WHERE b.id = r.batch_id)', '{}'),
  ('data_import.old_log', 'facts', $e$'{}'::jsonb$e$, 'log_file', '(SELECT b.created_at FROM data_import.log_batch b WHERE b.id = r.batch_id)', '{}'),

  -- What is told of a device or a card.
  ('devices.alias', '*', NULL, 'device', 'greatest(r.created_at, (SELECT d.changed_at FROM devices.device d WHERE d.id = r.device_id))', '{}'),
  ('devices.device_event', 'facts', 'platform.without_words(r.facts)', 'device', $e$least(r.recorded_at, allocation.reference_ends(r.facts ->> 'reference'))$e$, '{}'),
  ('devices.snapshot', 'facts', 'platform.without_words(r.facts)', 'device', 'r.received_at', '{}'),
  ('devices.snapshot', 'raw', $e$'{}'::jsonb$e$, 'device', 'r.received_at', '{}'),
  ('inventories.received', 'inventory', 'platform.without_words(r.inventory)', 'device', 'r.received_at', '{}'),
  ('photos.photo', '*', NULL, 'device', 'r.taken_at', '{blob_id,thumb_blob_id}'),
  ('refurbishment.test_sheet', 'system', $e$CASE WHEN r.system IS NOT NULL THEN 'effacé'::text END$e$, 'device', 'r.signed_at', '{}'),
  ('sims.sim', 'plan', $e$''::text$e$, 'device', 'r.changed_at', '{}'),
  ('sims.batch', 'plan', $e$''::text$e$, 'device', 'r.imported_at', '{}'),

  -- A person's reference ends with the person; where histories and corrections cite it, it ends when nobody has it any more.
  ('devices.device_event', 'cause_label', $e$CASE WHEN r.cause_label ~ '^R-[2-9A-HJKMNP-Z]{5}$' THEN 'oubliée' ELSE r.cause_label END$e$, 'identity', 'allocation.reference_ends(r.cause_label)', '{}'),
  ('corrections.correction', 'label', $e$CASE WHEN r.label ~ '^R-[2-9A-HJKMNP-Z]{5}$' THEN 'oubliée' ELSE r.label END$e$, 'identity', $e$CASE WHEN corrections.sealed_whole(r) THEN 'infinity'::timestamptz ELSE allocation.reference_ends(r.label) END$e$, '{}'),
  ('corrections.correction', 'from_facts', $e$CASE WHEN r.from_facts ->> 'reference' ~ '^R-[2-9A-HJKMNP-Z]{5}$' THEN r.from_facts || '{"reference": "oubliée"}' ELSE r.from_facts END$e$, 'identity', $e$CASE WHEN corrections.sealed_whole(r) THEN 'infinity'::timestamptz ELSE allocation.reference_ends(r.from_facts ->> 'reference') END$e$, '{}'),
  ('corrections.correction', 'to_facts', $e$CASE WHEN r.to_facts ->> 'reference' ~ '^R-[2-9A-HJKMNP-Z]{5}$' THEN r.to_facts || '{"reference": "oubliée"}' ELSE r.to_facts END$e$, 'identity', $e$CASE WHEN corrections.sealed_whole(r) THEN 'infinity'::timestamptz ELSE allocation.reference_ends(r.to_facts ->> 'reference') END$e$, '{}'),

  -- What a machine or a drive is called, and is numbered: typed, or told by its tools.
  ('devices.device', 'make', $e$''::text$e$, 'device', 'r.changed_at', '{}'),
  ('devices.device', 'model', $e$''::text$e$, 'device', 'r.changed_at', '{}'),
  ('devices.device', 'processor', 'NULL::text', 'device', 'r.changed_at', '{}'),
  ('devices.device', 'serial', 'NULL::text', 'device', 'r.changed_at', '{}'),
  ('devices.device', 'serial_key', 'NULL::text', 'device', 'r.changed_at', '{}'),
  ('devices.device_search', 'words', '(SELECT lower(d.code) FROM devices.device d WHERE d.id = r.device_id)', 'device', '(SELECT d.changed_at FROM devices.device d WHERE d.id = r.device_id)', '{}'),
  ('maintenance.ticket', 'device_words', $e$coalesce((SELECT lower(d.code) FROM devices.device d WHERE d.id = r.device_id), '')$e$, 'device', '(SELECT d.changed_at FROM devices.device d WHERE d.id = r.device_id)', '{}'),
  ('devices.former_value', '*', NULL, 'device', '(SELECT e.recorded_at FROM devices.device_event e WHERE e.id = r.event_id)', '{}'),
  ('devices.medium', 'model', $e$''::text$e$, 'device', '(SELECT d.changed_at FROM devices.device d WHERE d.id = r.device_id)', '{}'),
  ('devices.medium', 'serial', 'NULL::text', 'device', '(SELECT d.changed_at FROM devices.device d WHERE d.id = r.device_id)', '{}'),
  ('devices.medium', 'serial_key', $e$CASE WHEN r.serial_key IS NOT NULL THEN 'EFFACE' || upper(right(r.id::text, 12)) END$e$, 'device', '(SELECT d.changed_at FROM devices.device d WHERE d.id = r.device_id)', '{}'),
  ('inventories.received', 'make', 'NULL::text', 'device', 'r.received_at', '{}'),
  ('inventories.received', 'model', 'NULL::text', 'device', 'r.received_at', '{}'),
  ('inventories.received', 'serial', 'NULL::text', 'device', 'r.received_at', '{}'),
  ('inventories.received', 'number', 'NULL::text', 'device', 'r.received_at', '{}'),
  ('inventories.received', 'machine_key', 'NULL::text', 'device', 'r.received_at', '{}'),
  ('refurbishment.dock', 'serial', $e$'effacé ' || right(r.id::text, 6)$e$, 'device', 'greatest(r.registered_at, r.ended_at, (SELECT max(l.received_at) FROM refurbishment.erasure_log l WHERE l.dock_id = r.id))', '{}'),
  ('refurbishment.dock', 'serial_key', $e$'EFFACE' || upper(right(r.id::text, 12))$e$, 'device', 'greatest(r.registered_at, r.ended_at, (SELECT max(l.received_at) FROM refurbishment.erasure_log l WHERE l.dock_id = r.id))', '{}'),
  ('refurbishment.erasure_log', 'machine_serial', 'NULL::text', 'device', 'r.received_at', '{}'),
  ('refurbishment.erasure_log', 'machine_key', 'NULL::text', 'device', 'r.received_at', '{}'),
  ('refurbishment.drive_result', 'model', 'NULL::text', 'device', '(SELECT l.received_at FROM refurbishment.erasure_log l WHERE l.id = r.log_id)', '{}'),
  ('refurbishment.drive_result', 'serial', 'NULL::text', 'device', '(SELECT l.received_at FROM refurbishment.erasure_log l WHERE l.id = r.log_id)', '{}'),
  ('refurbishment.drive_result', 'serial_key', 'NULL::text', 'device', '(SELECT l.received_at FROM refurbishment.erasure_log l WHERE l.id = r.log_id)', '{}'),
  ('refurbishment.bench_run_drive', 'serial', $e$''::text$e$, 'device', '(SELECT x.announced_at FROM refurbishment.bench_run x WHERE x.id = r.run_id)', '{}'),
  ('refurbishment.bench_run_drive', 'model', $e$''::text$e$, 'device', '(SELECT x.announced_at FROM refurbishment.bench_run x WHERE x.id = r.run_id)', '{}'),
  ('refurbishment.bench_run_drive', 'bus', $e$''::text$e$, 'device', '(SELECT x.announced_at FROM refurbishment.bench_run x WHERE x.id = r.run_id)', '{}'),
  ('refurbishment.drive_answer', 'drive_key', $e$'effacé'::text$e$, 'device', 'r.signed_at', '{}'),
  -- Who decides on a result of a log says why, in the sentence that they sign.
  ('refurbishment.evidence', 'stated_text', $e$CASE WHEN r.stated_text IS NOT NULL THEN 'Phrase retirée à sa date.' END$e$, 'device', 'r.signed_at', '{}'),
  ('refurbishment.medium_location', 'serial_key', $e$'effacé'::text$e$, 'device', 'r.signed_at', '{}'),
  ('sims.sim', 'carrier', $e$'effacé'::text$e$, 'device', 'r.changed_at', '{}'),
  -- Whoever hands a card to a person signs a sentence that names its operator, as it was typed.
  ('sims.hand_out', 'statement', $e$'Phrase retirée à sa date.'::text$e$, 'device', 'r.signed_at', '{}'),
  ('sims.batch', 'carrier', $e$'effacé'::text$e$, 'device', 'r.imported_at', '{}'),

  -- Papers, and the numbers of what they cite. The bank's own name stays in its letterhead.
  ('documents.document', 'title', $e$coalesce(r.heading, 'Document')$e$, 'paper', $e$CASE WHEN r.state = 'erased' THEN r.requested_at END$e$, '{}'),
  ('documents.document', 'facts', $e$jsonb_build_object('bank', jsonb_build_object('name', r.facts -> 'bank' ->> 'name'))$e$, 'paper', $e$CASE WHEN r.state = 'erased' THEN r.requested_at END$e$, '{}'),
  -- A donor with a number may be a person all the same, of whom nobody said so (docs/adr/0075).
  ('intake.donor', 'name', $e$CASE WHEN r.name IS NOT NULL THEN 'sans nom' END$e$, 'paper', 'greatest(r.created_at, (SELECT max(n.created_at) FROM intake.donation n WHERE n.donor_id = r.id))', '{}'),
  ('intake.donor', 'siret', 'NULL::text', 'paper', 'greatest(r.created_at, (SELECT max(n.created_at) FROM intake.donation n WHERE n.donor_id = r.id))', '{}'),
  ('intake.donor', 'siren', 'NULL::text', 'paper', 'greatest(r.created_at, (SELECT max(n.created_at) FROM intake.donation n WHERE n.donor_id = r.id))', '{}'),
  ('intake.donor_known', 'name', 'NULL::text', 'paper', 'greatest((SELECT d.created_at FROM intake.donor d WHERE d.id = r.donor_id), (SELECT max(n.created_at) FROM intake.donation n WHERE n.donor_id = r.donor_id))', '{}'),
  ('receipts.receipt', 'donor_name', $e$CASE WHEN r.donor_name IS NOT NULL THEN 'effacé' END$e$, 'paper', 'r.issued_at', '{}'),
  ('receipts.receipt', 'donor_legal_form', $e$CASE WHEN r.donor_legal_form IS NOT NULL THEN 'effacé' END$e$, 'paper', 'r.issued_at', '{}'),
  ('receipts.receipt', 'donor_address', $e$CASE WHEN r.donor_address IS NOT NULL THEN 'effacé' END$e$, 'paper', 'r.issued_at', '{}'),
  -- Whose signature it bears is led to as long as the receipt says anything: then they go like who signed nothing (people.signatory_goes).
  ('receipts.receipt', 'signatory_id', 'NULL::uuid', 'paper', 'r.issued_at', '{}'),
  ('receipts.receipt', 'donor_siren', 'NULL::text', 'paper', 'r.issued_at', '{}'),
  ('intake.donor_known', 'legal_form', 'NULL::text', 'paper', 'greatest((SELECT d.created_at FROM intake.donor d WHERE d.id = r.donor_id), (SELECT max(n.created_at) FROM intake.donation n WHERE n.donor_id = r.donor_id))', '{}'),
  ('intake.donor_known', 'address', 'NULL::text', 'paper', 'greatest((SELECT d.created_at FROM intake.donor d WHERE d.id = r.donor_id), (SELECT max(n.created_at) FROM intake.donation n WHERE n.donor_id = r.donor_id))', '{}'),
  -- What stood in clear of a donor who is a person ends at once.
  ('intake.former_value', '*', NULL, 'paper', $e$CASE WHEN r.field <> 'kind' AND EXISTS (SELECT FROM intake.donor_event e JOIN intake.donor d ON d.id = e.donor_id
      WHERE e.id = r.donor_event_id AND d.kind = ANY (intake.person_kinds())) THEN '-infinity'::timestamptz
    ELSE coalesce((SELECT e.at FROM intake.donation_event e WHERE e.id = r.donation_event_id), (SELECT e.at FROM intake.donor_event e WHERE e.id = r.donor_event_id)) END$e$, '{}'),
  ('devices.container', 'seal', $e$CASE WHEN r.seal IS NOT NULL THEN 'effacé'::text END$e$, 'paper', 'r.changed_at', '{}'),
  ('logistics.container_event', 'seal', $e$CASE WHEN r.seal IS NOT NULL THEN 'effacé'::text END$e$, 'paper', 'r.at', '{}'),
  ('logistics.transfer_container', 'seal', $e$CASE WHEN r.seal IS NOT NULL THEN 'effacé'::text END$e$, 'paper', '(SELECT t.created_at FROM logistics.transfer t WHERE t.id = r.transfer_id)', '{}'),
  ('intake.donation_decision', 'assembly', $e$CASE WHEN r.assembly IS NOT NULL THEN 'effacé'::text END$e$, 'paper', 'r.recorded_at', '{}'),
  ('intake.donation_decision', 'number', $e$'effacé'::text$e$, 'paper', 'r.recorded_at', '{}'),
  ('refurbishment.evidence', 'invoice', $e$CASE WHEN r.invoice IS NOT NULL THEN 'effacé'::text END$e$, 'paper', 'r.signed_at', '{}'),
  ('refurbishment.data_end_slip', 'slip', $e$'effacé'::text$e$, 'paper', 'r.told_at', '{}'),
  ('refurbishment.removed_medium', 'slip', $e$CASE WHEN r.slip IS NOT NULL THEN 'effacé'::text END$e$, 'paper', 'r.changed_at', '{}'),
  ('refurbishment.removed_medium_event', 'slip', $e$CASE WHEN r.slip IS NOT NULL THEN 'effacé'::text END$e$, 'paper', 'r.recorded_at', '{}'),
  ('refurbishment.removed_medium_event', 'slip_blob_id', 'NULL::uuid', 'paper', 'r.recorded_at', '{slip_blob_id}')
$$;
