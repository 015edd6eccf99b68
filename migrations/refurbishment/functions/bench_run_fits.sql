-- A device is announced at the bench of the workshop that has it, and its run ends once.
CREATE OR REPLACE FUNCTION refurbishment.bench_run_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE d devices.device;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (OLD.device_id, OLD.data_epoch, OLD.organisation_id, OLD.membership_id, OLD.announced_at)
      IS DISTINCT FROM (NEW.device_id, NEW.data_epoch, NEW.organisation_id, NEW.membership_id, NEW.announced_at)
      OR OLD.ended_at IS NOT NULL AND (OLD.ended_at, OLD.outcome, OLD.abandoned_by) IS DISTINCT FROM (NEW.ended_at, NEW.outcome, NEW.abandoned_by) THEN
      IF platform.word_ends(TG_RELID, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.run_over';
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO d FROM devices.device x WHERE x.id = NEW.device_id FOR UPDATE;
  IF d.state <> ALL (refurbishment.bench_states()) OR d.holder_org_id IS DISTINCT FROM NEW.organisation_id OR d.data_epoch <> NEW.data_epoch THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.not_at_bench', DETAIL = json_build_object('code', d.code)::text;
  END IF;
  NEW.announced_at := platform.clock_timestamp();
  NEW.heard_at := NEW.announced_at;
  RETURN NEW;
END $$;
