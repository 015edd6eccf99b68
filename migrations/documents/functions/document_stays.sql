-- What was asked for never changes; a finished paper never changes but to be erased; nothing is ever deleted. Of one that is erased, the words end too.
CREATE OR REPLACE FUNCTION documents.document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.immutable';
  END IF;
  IF (NEW.id, NEW.type, NEW.title, NEW.number, NEW.facts, NEW.facts_sha256, NEW.cause_kind, NEW.cause_id, NEW.retention_class,
      NEW.requested_at, NEW.secret) IS DISTINCT FROM
     (OLD.id, OLD.type, OLD.title, OLD.number, OLD.facts, OLD.facts_sha256, OLD.cause_kind, OLD.cause_id, OLD.retention_class,
      OLD.requested_at, OLD.secret)
     OR NEW.requested_by IS DISTINCT FROM OLD.requested_by
     OR NEW.retention_until IS DISTINCT FROM OLD.retention_until
     OR (NEW.sealed_facts IS DISTINCT FROM OLD.sealed_facts AND NEW.state <> 'erased') THEN
    IF platform.word_ends(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.immutable';
  END IF;
  IF NEW.state = 'erased' AND OLD.state <> 'erased' AND OLD.retention_class <> 'identity'
    AND (OLD.requested_at < platform.now() - people.kept_for('paper')) IS NOT TRUE THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.immutable';
  END IF;
  -- While it is made, other columns change; a finished paper keeps what was said of its PDF.
  IF NOT (
    EXISTS (SELECT 1 FROM documents.document_life l WHERE (l.from_state, l.to_state) = (OLD.state, NEW.state))
    OR NEW.state = OLD.state AND NEW.state = ANY (documents.unmade_states())
  ) OR OLD.state = 'ready' AND (NEW.pdf_sha256, NEW.pdf_size, NEW.ready_at) IS DISTINCT FROM (OLD.pdf_sha256, OLD.pdf_size, OLD.ready_at) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.immutable';
  END IF;
  RETURN NEW;
END $$;
