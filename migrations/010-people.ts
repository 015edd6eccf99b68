import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, openSchema } from '#database';

/** Organisations, places, users and how they prove who they are. */
export default class People1764000010000 implements MigrationInterface {
  name = 'People1764000010000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'people');
    await q.query(`
      CREATE TABLE people.bank (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        name text NOT NULL CHECK (name <> ''),
        legal_name text NOT NULL DEFAULT '',
        siren text CHECK (siren ~ '^[0-9]{9}$'),
        address text NOT NULL DEFAULT '',
        helpline text NOT NULL DEFAULT '',
        email text NOT NULL DEFAULT '',
        privacy_contact text NOT NULL DEFAULT '',
        publisher text NOT NULL DEFAULT '',
        hosting text NOT NULL DEFAULT '',
        time_zone text NOT NULL DEFAULT 'Europe/Paris',
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO people.bank (name) VALUES ('Banque du Numérique');

      CREATE TABLE people.organisation (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('bank','collection_point','ea','esat','structure','committee','donor')),
        name text COLLATE "fr-x-icu" NOT NULL CHECK (name <> ''),
        siren text CHECK (siren ~ '^[0-9]{9}$'),
        commune text NOT NULL DEFAULT '',
        helpline text NOT NULL DEFAULT '',
        name_is_public boolean NOT NULL DEFAULT false,
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX organisation_only_one_bank ON people.organisation ((kind)) WHERE kind = 'bank';
      CREATE UNIQUE INDEX organisation_name ON people.organisation (name);

      CREATE TABLE people.place (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES people.organisation,
        parent_id uuid,
        kind text NOT NULL CHECK (kind IN ('site','room','shelf')),
        name text COLLATE "fr-x-icu" NOT NULL CHECK (name <> ''),
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (id, organisation_id),
        FOREIGN KEY (parent_id, organisation_id) REFERENCES people.place (id, organisation_id),
        CHECK ((kind = 'site') = (parent_id IS NULL))
      );
      CREATE UNIQUE INDEX place_name ON people.place (organisation_id, coalesce(parent_id, id), name) WHERE active AND parent_id IS NOT NULL;
      CREATE INDEX place_organisation ON people.place (organisation_id);

      -- A place's parent is given at birth and never changes, so the tree can have no cycle.
      CREATE FUNCTION people.place_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.parent_id IS DISTINCT FROM OLD.parent_id OR NEW.organisation_id <> OLD.organisation_id THEN
          RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.place_cannot_move';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER place_stays BEFORE UPDATE ON people.place FOR EACH ROW EXECUTE FUNCTION people.place_stays();

      CREATE TABLE people.app_user (
        id uuid PRIMARY KEY,
        email text NOT NULL CHECK (email = lower(email) AND email LIKE '%_@_%'),
        name text COLLATE "fr-x-icu" NOT NULL CHECK (name <> ''),
        password_hash text,
        instance_admin boolean NOT NULL DEFAULT false,
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX app_user_email ON people.app_user (email);

      CREATE SEQUENCE people.operator_number START 1001;
      CREATE TABLE people.membership (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES people.app_user,
        organisation_id uuid NOT NULL REFERENCES people.organisation,
        operator_number integer NOT NULL DEFAULT nextval('people.operator_number'),
        roles text[] NOT NULL,
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (cardinality(roles) > 0)
      );
      CREATE UNIQUE INDEX membership_operator_number ON people.membership (operator_number);
      CREATE UNIQUE INDEX membership_once ON people.membership (user_id, organisation_id);
      CREATE INDEX membership_organisation ON people.membership (organisation_id);

      CREATE FUNCTION people.roles_fit() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE allowed text[];
      BEGIN
        SELECT CASE kind
          WHEN 'bank' THEN ARRAY['bank_admin','coordinator']
          WHEN 'collection_point' THEN ARRAY['collector']
          WHEN 'ea' THEN ARRAY['workshop_supervisor','technician']
          WHEN 'esat' THEN ARRAY['workshop_supervisor','technician']
          WHEN 'structure' THEN ARRAY['structure_manager','structure_agent']
          WHEN 'committee' THEN ARRAY['committee_reader']
          ELSE ARRAY['donor_contact'] END
        INTO allowed FROM people.organisation WHERE id = NEW.organisation_id;
        IF NOT NEW.roles <@ allowed THEN
          RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.role_does_not_fit';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER roles_fit BEFORE INSERT OR UPDATE ON people.membership FOR EACH ROW EXECUTE FUNCTION people.roles_fit();

      CREATE TABLE people.session (
        secret_hash text PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES people.app_user,
        membership_id uuid REFERENCES people.membership,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX session_of_user ON people.session (user_id);
      CREATE INDEX session_expires ON people.session (expires_at);

      CREATE TABLE people.one_time_link (
        secret_hash text PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES people.app_user,
        made_by uuid REFERENCES people.app_user,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );

      -- Only hashes: a throttle needs to recognise, not to know.
      CREATE TABLE people.sign_in_failure (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        subject_hash text NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX sign_in_failure_recent ON people.sign_in_failure (subject_hash, at);

      CREATE TABLE people.api_token (
        id uuid PRIMARY KEY,
        membership_id uuid NOT NULL REFERENCES people.membership,
        organisation_id uuid NOT NULL REFERENCES people.organisation,
        name text NOT NULL CHECK (name <> ''),
        secret_hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        revoked_at timestamptz
      );
      CREATE UNIQUE INDEX api_token_secret ON people.api_token (secret_hash);
      CREATE INDEX api_token_organisation ON people.api_token (organisation_id);

      CREATE TABLE people.audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        user_id uuid,
        verb text NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid,
        facts jsonb NOT NULL DEFAULT '{}'
      );
    `);
    await appendOnly(q, 'people.audit_entry');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP SCHEMA people CASCADE');
  }
}
