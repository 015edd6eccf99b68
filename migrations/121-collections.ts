import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each organisation says of a donor stays its own; a donation may be planned before it comes, and what is refused on
 * arrival is counted without ever becoming a device.
 */
export default class Collections1764000121000 implements MigrationInterface {
  name = 'Collections1764000121000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(DONORS);
    await q.query(FLOW);
    await q.query(ARRIVAL);
    await q.query(`
      REVOKE DELETE ON intake.collection, intake.refused FROM bn_app;
      REVOKE UPDATE ON intake.refused FROM bn_app;
      GRANT UPDATE (withdrawn_at, withdrawn_by) ON intake.refused TO bn_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TABLE intake.release_tick, intake.refused, intake.collection;
      DROP FUNCTION intake.refused_of_open_donation;
      DROP TRIGGER donor_known_names_no_person ON intake.donor_known;
      DROP FUNCTION intake.donor_known_names_no_person;
      DELETE FROM intake.donor_contact WHERE NOT main;
      ALTER TABLE intake.donor_contact DROP CONSTRAINT donor_contact_pkey, DROP COLUMN id, DROP COLUMN main, DROP COLUMN job, DROP COLUMN address,
        ADD PRIMARY KEY (organisation_id, donor_id);
      ALTER TABLE intake.donor_known DROP COLUMN name, DROP COLUMN legal_form, DROP COLUMN address, DROP COLUMN postal_code, DROP COLUMN commune_code;
    `);
  }
}

const DONORS = `
  -- The number makes the donor; what a collection point wrote of it is not shown to another one.
  ALTER TABLE intake.donor_known
    ADD COLUMN name text COLLATE "fr-x-icu" CHECK (name <> ''),
    ADD COLUMN legal_form text CHECK (legal_form <> '' AND length(legal_form) <= 60),
    ADD COLUMN address text CHECK (address <> '' AND length(address) <= 200),
    ADD COLUMN postal_code text CHECK (postal_code ~ '^[0-9]{5}$'),
    ADD COLUMN commune_code text REFERENCES territory.commune;
  UPDATE intake.donor_known k SET name = d.name FROM intake.donor d WHERE d.id = k.donor_id;
  CREATE FUNCTION intake.donor_known_names_no_person() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    IF num_nonnulls(NEW.name, NEW.legal_form, NEW.address, NEW.postal_code) > 0
      AND EXISTS (SELECT 1 FROM intake.donor WHERE id = NEW.donor_id AND kind = 'person') THEN
      RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a person is named only in intake.donor_contact';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER donor_known_names_no_person BEFORE INSERT OR UPDATE ON intake.donor_known
    FOR EACH ROW EXECUTE FUNCTION intake.donor_known_names_no_person();

  -- Several people may be reached for a donor; of a person who gives, the main one is that person, with their address.
  ALTER TABLE intake.donor_contact
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN main boolean NOT NULL DEFAULT true,
    ADD COLUMN job text NOT NULL DEFAULT '',
    ADD COLUMN address text NOT NULL DEFAULT '';
  ALTER TABLE intake.donor_contact DROP CONSTRAINT donor_contact_pkey, ADD PRIMARY KEY (id);
  CREATE UNIQUE INDEX donor_contact_main ON intake.donor_contact (organisation_id, donor_id) WHERE main;
  CREATE INDEX donor_contact_donor ON intake.donor_contact (donor_id, organisation_id);
`;

const FLOW = `
  INSERT INTO intake.donation_flow VALUES
    ('plan','promised','planned'), ('replan','planned','planned'), ('receive','planned','received'), ('cancel','planned','cancelled');
  ALTER TABLE intake.donation
    DROP CONSTRAINT donation_state_check,
    ADD CONSTRAINT donation_state_check CHECK (state IN ('promised','planned','received','closed','cancelled')),
    ADD CONSTRAINT donation_planned_when CHECK (state <> 'planned' OR expected_on IS NOT NULL);
  CREATE INDEX donation_planned ON intake.donation (expected_on) WHERE state = 'planned';
  ALTER TABLE intake.donation_event ADD COLUMN facts jsonb NOT NULL DEFAULT '{}';

  -- How the equipment comes: fetched or brought, in which hours, where. The day is the donation's expected_on.
  CREATE TABLE intake.collection (
    donation_id uuid PRIMARY KEY REFERENCES intake.donation,
    mode text NOT NULL CHECK (mode IN ('pickup','dropoff')),
    from_time time,
    to_time time,
    -- May lead to a person's door: emptied with their contact details.
    address text NOT NULL DEFAULT '' CHECK (length(address) <= 200),
    postal_code text CHECK (postal_code ~ '^[0-9]{5}$'),
    commune_code text REFERENCES territory.commune,
    contact_id uuid REFERENCES intake.donor_contact ON DELETE SET NULL,
    bring text NOT NULL DEFAULT '' CHECK (length(bring) <= 300),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT collection_window CHECK (from_time < to_time)
  );
  CREATE INDEX collection_contact ON intake.collection (contact_id);

  CREATE OR REPLACE FUNCTION intake.donation_tells() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE before_state text := 'none';
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF (NEW.number, NEW.donor_id, NEW.organisation_id) IS DISTINCT FROM (OLD.number, OLD.donor_id, OLD.organisation_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_stays';
      END IF;
      before_state := OLD.state;
      -- The day of a planned collection is history too.
      IF NEW.state = OLD.state AND (NEW.state <> 'planned' OR NEW.expected_on IS NOT DISTINCT FROM OLD.expected_on) THEN RETURN NULL; END IF;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM intake.donation_event e WHERE e.donation_id = NEW.id AND e.txid = pg_current_xact_id()
                   AND (e.from_state, e.to_state) = (before_state, NEW.state))
      OR NEW.state = 'planned' AND NOT EXISTS (SELECT 1 FROM intake.collection c WHERE c.donation_id = NEW.id) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_not_now', DETAIL = json_build_object('number', NEW.number, 'state', before_state)::text;
    END IF;
    RETURN NULL;
  END $$;
`;

const ARRIVAL = `
  -- What was not taken in: counted by kind, never a device. A mistake is withdrawn, and stays written.
  CREATE TABLE intake.refused (
    id uuid PRIMARY KEY,
    donation_id uuid NOT NULL REFERENCES intake.donation,
    category text NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100000),
    reason text NOT NULL CHECK (reason IN ('damaged','too_old','incomplete','locked','dangerous','not_wanted','origin_unclear')),
    fate text NOT NULL CHECK (fate IN ('with_donor','eco_organisme')),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 200),
    at timestamptz NOT NULL DEFAULT now(),
    membership_id uuid REFERENCES people.membership,
    operator_number integer,
    organisation_id uuid,
    withdrawn_at timestamptz,
    withdrawn_by integer,
    CONSTRAINT refused_withdrawn_by CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
  );
  CREATE INDEX refused_donation ON intake.refused (donation_id, id);

  CREATE FUNCTION intake.refused_of_open_donation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  DECLARE n record;
  BEGIN
    SELECT number, state INTO n FROM intake.donation WHERE id = NEW.donation_id FOR SHARE;
    IF n.state <> 'received' THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.donation_not_open', DETAIL = json_build_object('number', n.number, 'state', n.state)::text;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER refused_of_open_donation BEFORE INSERT OR UPDATE ON intake.refused FOR EACH ROW EXECUTE FUNCTION intake.refused_of_open_donation();

  -- What the donor says of each lock, before the equipment leaves their house.
  CREATE TABLE intake.release_tick (
    donation_id uuid NOT NULL REFERENCES intake.donation,
    item text NOT NULL CHECK (item IN ('bios_password','mdm','apple_account','google_account','samsung_account','absolute','disk_encryption')),
    answer text NOT NULL CHECK (answer IN ('done','not_concerned','not_yet')),
    at timestamptz NOT NULL DEFAULT now(),
    operator_number integer,
    organisation_id uuid,
    PRIMARY KEY (donation_id, item)
  );
`;
