import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The gate: nothing is in stock, reserved, delivered or handed over without proof. Held by triggers that the
 * application's role can neither alter nor disable, whatever SQL it runs.
 */
export default class Gate1764000061000 implements MigrationInterface {
  name = 'Gate1764000061000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(EVIDENCE);
    await q.query(GATE);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER gate ON devices.device;
      DROP TRIGGER log_chunks_stay ON documents.blob_chunk;
      DROP TRIGGER log_came ON refurbishment.erasure_log;
      DROP TRIGGER result_is_in_the_log ON refurbishment.drive_result;
      DROP TRIGGER evidence_fits ON refurbishment.evidence;
      DROP TRIGGER result_serves_once ON refurbishment.evidence;
      DROP TRIGGER statement_fits ON refurbishment.media_statement;
      DROP TRIGGER sheet_fits ON refurbishment.test_sheet;
      DROP TRIGGER grading_fits ON refurbishment.grading;
      DROP TRIGGER withdrawal_fits ON refurbishment.withdrawal;
      DROP TRIGGER result_is_free_again ON refurbishment.withdrawal;
      DROP FUNCTION refurbishment.gate, refurbishment.gate_failures, refurbishment.proven, refurbishment.log_chunks_stay, refurbishment.log_came,
        refurbishment.result_is_in_the_log, refurbishment.evidence_fits, refurbishment.result_serves_once, refurbishment.statement_fits,
        refurbishment.sheet_fits, refurbishment.withdrawal_fits, refurbishment.result_is_free_again, refurbishment.signer_fits;
    `);
  }
}

const EVIDENCE = `
  -- Whoever signs is a member who works, under their own number, for the organisation that holds the device or for the bank.
  CREATE FUNCTION refurbishment.signer_fits(member uuid, operator integer, organisation uuid, device uuid, epoch smallint) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  DECLARE d devices.device;
  BEGIN
    -- The device first, as everywhere: nobody puts it in stock while its evidence changes.
    SELECT * INTO d FROM devices.device x WHERE x.id = device FOR UPDATE;
    IF d.data_epoch IS DISTINCT FROM epoch THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.wrong_epoch', DETAIL = json_build_object('code', d.code)::text;
    END IF;
    IF NOT EXISTS (
      SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
      WHERE m.id = member AND m.active AND m.operator_number = operator AND m.organisation_id = organisation
        AND m.roles && ARRAY['bank_admin','coordinator','workshop_supervisor','technician']
        AND (o.kind = 'bank' OR o.id = d.holder_org_id)
    ) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.signer_unknown', DETAIL = json_build_object('code', d.code)::text;
    END IF;
  END $$;

  CREATE FUNCTION refurbishment.log_came() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    -- The end of the statement, not the transaction's begin: a transaction held open proves no earlier time.
    NEW.received_at := clock_timestamp();
    IF NOT EXISTS (SELECT 1 FROM documents.blob b WHERE b.id = NEW.blob_id AND b.sha256 = NEW.sha256 AND b.key_id IS NULL)
      OR NEW.sha256 IS DISTINCT FROM (SELECT encode(sha256(string_agg(c.bytes, '' ORDER BY c.n)), 'hex') FROM documents.blob_chunk c WHERE c.blob_id = NEW.blob_id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_not_kept';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER log_came BEFORE INSERT ON refurbishment.erasure_log FOR EACH ROW EXECUTE FUNCTION refurbishment.log_came();

  -- The bytes of a log are evidence: they are neither removed nor added to.
  CREATE FUNCTION refurbishment.log_chunks_stay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM refurbishment.erasure_log WHERE blob_id = CASE TG_OP WHEN 'DELETE' THEN OLD.blob_id ELSE NEW.blob_id END) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_stays';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END $$;
  CREATE TRIGGER log_chunks_stay BEFORE INSERT OR DELETE ON documents.blob_chunk FOR EACH ROW EXECUTE FUNCTION refurbishment.log_chunks_stay();

  -- A result speaks of a serial only if its log does.
  CREATE FUNCTION refurbishment.result_is_in_the_log() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    IF (NEW.serial IS NULL) AND (NEW.serial_key IS NOT NULL)
      OR NEW.serial_key IS NOT NULL AND (length(NEW.serial_key) < 3 OR position(NEW.serial_key IN upper(regexp_replace(NEW.serial, '\\s', '', 'g'))) = 0)
      OR NEW.serial IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM refurbishment.erasure_log l JOIN documents.blob_chunk c ON c.blob_id = l.blob_id
        WHERE l.id = NEW.log_id AND position(convert_to(NEW.serial, 'UTF8') IN c.bytes) > 0) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.result_not_in_log';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER result_is_in_the_log BEFORE INSERT ON refurbishment.drive_result FOR EACH ROW EXECUTE FUNCTION refurbishment.result_is_in_the_log();

  CREATE FUNCTION refurbishment.evidence_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  DECLARE m devices.medium; r refurbishment.drive_result; came timestamptz; epoch_began timestamptz; kind_of_device text;
  BEGIN
    PERFORM refurbishment.signer_fits(NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.device_id, NEW.data_epoch);
    NEW.signed_at := clock_timestamp();
    SELECT * INTO m FROM devices.medium WHERE id = NEW.medium_id;
    IF m.device_id IS DISTINCT FROM NEW.device_id THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.medium_elsewhere';
    END IF;
    IF NEW.kind = 'factory_reset' THEN
      SELECT category INTO kind_of_device FROM devices.device WHERE id = NEW.device_id;
      IF kind_of_device NOT IN ('smartphone','tablet') THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.reset_only_phones';
      END IF;
    END IF;
    IF NEW.kind <> 'log' THEN RETURN NEW; END IF;

    SELECT * INTO r FROM refurbishment.drive_result WHERE id = NEW.drive_result_id;
    SELECT received_at INTO came FROM refurbishment.erasure_log WHERE id = r.log_id;
    SELECT began_at INTO epoch_began FROM refurbishment.epoch_start WHERE device_id = NEW.device_id AND data_epoch = NEW.data_epoch;
    IF r.status IS DISTINCT FROM 'passed' THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.result_not_passed';
    END IF;
    IF came < epoch_began THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_too_old';
    END IF;
    IF r.serial_key IS NOT NULL AND m.serial_key IS NOT NULL THEN
      IF r.serial_key <> m.serial_key THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_other_disk', DETAIL = json_build_object('serials', json_build_array(r.serial))::text;
      END IF;
    ELSIF NOT NEW.decided THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.person_must_decide';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER evidence_fits BEFORE INSERT ON refurbishment.evidence FOR EACH ROW EXECUTE FUNCTION refurbishment.evidence_fits();

  -- As the owner: the application cannot write result_use itself, so no result ever stands twice, not even in a race.
  CREATE FUNCTION refurbishment.result_serves_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    INSERT INTO refurbishment.result_use (fingerprint, evidence_id)
    SELECT fingerprint, NEW.id FROM refurbishment.drive_result WHERE id = NEW.drive_result_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER result_serves_once AFTER INSERT ON refurbishment.evidence FOR EACH ROW WHEN (NEW.kind = 'log')
    EXECUTE FUNCTION refurbishment.result_serves_once();

  CREATE FUNCTION refurbishment.statement_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    PERFORM refurbishment.signer_fits(NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.device_id, NEW.data_epoch);
    NEW.signed_at := clock_timestamp();
    RETURN NEW;
  END $$;
  CREATE TRIGGER statement_fits BEFORE INSERT ON refurbishment.media_statement FOR EACH ROW EXECUTE FUNCTION refurbishment.statement_fits();
  CREATE TRIGGER grading_fits BEFORE INSERT ON refurbishment.grading FOR EACH ROW EXECUTE FUNCTION refurbishment.statement_fits();
  CREATE FUNCTION refurbishment.sheet_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    PERFORM refurbishment.signer_fits(NEW.membership_id, NEW.operator_number, NEW.organisation_id, NEW.device_id, NEW.data_epoch);
    NEW.signed_at := clock_timestamp();
    SELECT category INTO NEW.category FROM devices.device WHERE id = NEW.device_id;
    RETURN NEW;
  END $$;
  CREATE TRIGGER sheet_fits BEFORE INSERT ON refurbishment.test_sheet FOR EACH ROW EXECUTE FUNCTION refurbishment.sheet_fits();

  -- Only who gave it withdraws it, while the device is still being worked on: what left on a proof keeps the proof.
  CREATE FUNCTION refurbishment.withdrawal_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  DECLARE given record; now_state text; now_epoch smallint; the_code text;
  BEGIN
    SELECT x.device_id, x.data_epoch, x.membership_id INTO given FROM (
      SELECT id, device_id, data_epoch, membership_id FROM refurbishment.evidence WHERE id = NEW.evidence_id
      UNION ALL SELECT id, device_id, data_epoch, membership_id FROM refurbishment.media_statement WHERE id = NEW.media_statement_id
      UNION ALL SELECT id, device_id, data_epoch, membership_id FROM refurbishment.test_sheet WHERE id = NEW.test_sheet_id
      UNION ALL SELECT id, device_id, data_epoch, membership_id FROM refurbishment.grading WHERE id = NEW.grading_id) x;
    SELECT state, data_epoch, code INTO now_state, now_epoch, the_code FROM devices.device WHERE id = given.device_id FOR UPDATE;
    IF NEW.membership_id IS DISTINCT FROM given.membership_id THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.not_your_step', DETAIL = json_build_object('code', the_code)::text;
    END IF;
    IF now_epoch IS DISTINCT FROM given.data_epoch OR now_state NOT IN ('received','at_workshop','in_maintenance','returned') THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.too_late_to_withdraw', DETAIL = json_build_object('code', the_code)::text;
    END IF;
    NEW.withdrawn_at := clock_timestamp();
    RETURN NEW;
  END $$;
  CREATE TRIGGER withdrawal_fits BEFORE INSERT ON refurbishment.withdrawal FOR EACH ROW EXECUTE FUNCTION refurbishment.withdrawal_fits();
  CREATE FUNCTION refurbishment.result_is_free_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM refurbishment.result_use WHERE evidence_id = NEW.evidence_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER result_is_free_again AFTER INSERT ON refurbishment.withdrawal FOR EACH ROW WHEN (NEW.evidence_id IS NOT NULL)
    EXECUTE FUNCTION refurbishment.result_is_free_again();
`;

const GATE = `
  -- A medium is proven by standing evidence of the current epoch, or by standing evidence that it is gone which no later
  -- inventory contradicts.
  CREATE FUNCTION refurbishment.proven(medium devices.medium, epoch smallint) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT EXISTS (
      SELECT 1 FROM refurbishment.evidence e
      WHERE e.medium_id = (medium).id
        AND (e.data_epoch = epoch OR e.kind IN ('destroyed','removed'))
        AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = e.id)
        AND NOT (e.kind IN ('destroyed','removed') AND EXISTS (
          SELECT 1 FROM devices.snapshot s CROSS JOIN LATERAL jsonb_path_query(s.facts, '$.media[*]') seen
          WHERE s.device_id = (medium).device_id AND s.received_at > e.signed_at AND CASE WHEN (medium).serial_key IS NOT NULL
            THEN upper(regexp_replace(seen ->> 'serial', '\\s', '', 'g')) = (medium).serial_key
            ELSE seen ->> 'kind' = (medium).kind AND (seen ->> 'serial' IS NULL OR seen ->> 'serialIsGeneric' = 'true') END))) $$;

  -- Why a device may not be in stock: no_media_knowledge, medium_unproven:<id>, no_passed_test, no_grade. None: it may.
  CREATE FUNCTION refurbishment.gate_failures(device uuid) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    WITH d AS (
      SELECT d.id, d.category, d.data_epoch, s.event_id FROM devices.device d
      LEFT JOIN refurbishment.epoch_start s ON s.device_id = d.id AND s.data_epoch = d.data_epoch WHERE d.id = device
    )
    SELECT 'no_media_knowledge' FROM d WHERE NOT EXISTS (
        SELECT 1 FROM devices.snapshot s JOIN devices.device_event e ON e.id = s.event_id AND e.device_id = s.device_id
        WHERE s.device_id = d.id AND s.has_storage_section AND e.verb = 'take_inventory' AND e.id > d.event_id)
      AND NOT EXISTS (
        SELECT 1 FROM refurbishment.media_statement m WHERE m.device_id = d.id AND m.data_epoch = d.data_epoch
          AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.media_statement_id = m.id))
    UNION ALL
    SELECT 'medium_unproven:' || m.id FROM d JOIN devices.medium m ON m.device_id = d.id WHERE NOT refurbishment.proven(m, d.data_epoch)
    UNION ALL
    SELECT 'no_passed_test' FROM d WHERE coalesce((
        -- A sheet filled in for another kind of device asked other questions.
        SELECT CASE WHEN t.category = d.category THEN t.verdict ELSE 'other' END FROM refurbishment.test_sheet t WHERE t.device_id = d.id AND t.data_epoch = d.data_epoch
          AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.test_sheet_id = t.id)
        ORDER BY t.seq DESC LIMIT 1), 'none') <> 'passed'
    UNION ALL
    SELECT 'no_grade' FROM d WHERE NOT EXISTS (
        SELECT 1 FROM refurbishment.grading g WHERE g.device_id = d.id AND g.data_epoch = d.data_epoch
          AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.grading_id = g.id)) $$;

  CREATE FUNCTION refurbishment.gate() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  DECLARE failures text[];
  BEGIN
    SELECT array_agg(f) INTO failures FROM refurbishment.gate_failures(NEW.id) f;
    IF failures IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.gate_closed',
        DETAIL = json_build_object('code', NEW.code, 'failures', failures)::text;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER gate AFTER UPDATE ON devices.device FOR EACH ROW
    WHEN (NEW.state <> OLD.state AND (NEW.state IN ('in_stock','reserved','delivered') OR NEW.state = 'handed_over' AND OLD.state = 'delivered'))
    EXECUTE FUNCTION refurbishment.gate();
`;
