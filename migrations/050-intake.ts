import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openSchema } from '#database';

/** Donors, their donations, files of devices, sheets of labels; and, dated, what the law ties to a donor's kind. Rules follow. */
export default class Intake1764000050000 implements MigrationInterface {
  name = 'Intake1764000050000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'intake');
    await q.query(RULES);
    await q.query(DONATIONS);
    await q.query(FILES);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE devices.device DROP CONSTRAINT device_donation_known;
      DROP SCHEMA intake CASCADE;
    `);
  }
}

const RULES = `
  -- What a donor's kind means for its devices, from a date on. Read at logging, then copied onto the device.
  CREATE TABLE intake.donor_rule (
    donor_kind text NOT NULL CHECK (donor_kind IN ('public_body','company','person')),
    valid_from date NOT NULL,
    public_origin boolean NOT NULL,
    resale_forbidden boolean NOT NULL,
    price_capped boolean NOT NULL,
    papers text[] NOT NULL DEFAULT '{}',
    source text NOT NULL CHECK (source <> ''),
    PRIMARY KEY (donor_kind, valid_from)
  );
  INSERT INTO intake.donor_rule VALUES
    ('public_body', '2020-01-01', true, true, true, '{undertaking,collection_slip,proof_of_reuse}', 'CGPPP, art. L3212-2 3° et L3212-3'),
    ('company', '2020-01-01', false, false, false, '{collection_slip,cerfa_16216}', 'CGI, art. 238 bis'),
    ('person', '2020-01-01', false, false, false, '{collection_slip,cerfa_11580}', 'CGI, art. 200');

  -- Solidarity price ceilings, with all taxes. A category without a row in force has no ceiling.
  CREATE TABLE intake.price_ceiling (
    category text NOT NULL,
    valid_from date NOT NULL,
    cents integer CHECK (cents >= 0),
    source text NOT NULL CHECK (source <> ''),
    PRIMARY KEY (category, valid_from)
  );
  INSERT INTO intake.price_ceiling VALUES
    ('laptop', '2022-11-09', 18000, 'Décret du 7 novembre 2022'),
    ('desktop', '2022-11-09', 15000, 'Décret du 7 novembre 2022 (avec écran, clavier et souris)'),
    ('all_in_one', '2022-11-09', 15000, 'Décret du 7 novembre 2022, lu comme « fixe avec écran » ; lecture à confirmer'),
    ('tablet', '2022-11-09', 10000, 'Décret du 7 novembre 2022'),
    ('smartphone', '2022-11-09', 10000, 'Décret du 7 novembre 2022'),
    ('monitor', '2022-11-09', 3000, 'Décret du 7 novembre 2022'),
    ('printer', '2022-11-09', 3000, 'Décret du 7 novembre 2022 (multifonction : 170 €)');

  -- How long what may name a person is kept after its last use.
  CREATE TABLE intake.retention (
    subject text NOT NULL CHECK (subject IN ('donor_contact','file_row')),
    valid_from date NOT NULL,
    days integer NOT NULL CHECK (days > 0),
    source text NOT NULL CHECK (source <> ''),
    PRIMARY KEY (subject, valid_from)
  );
  INSERT INTO intake.retention VALUES
    ('donor_contact', '2021-01-01', 730, 'CNIL, référentiel 2021-028 : deux ans au plus après le dernier contact'),
    ('file_row', '2021-01-01', 90, 'Choix de la banque : le temps de corriger une feuille');
`;

const DONATIONS = `
  CREATE TABLE intake.donor (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('public_body','company','person')),
    -- A person's name is a contact detail, and lives in the table that can be emptied.
    name text COLLATE "fr-x-icu" CHECK (name <> ''),
    siren text CHECK (siren ~ '^[0-9]{9}$'),
    siret text CHECK (siret ~ '^[0-9]{14}$'),
    rna text CHECK (rna ~ '^W[0-9A-Z]{3}[0-9]{6}$'),
    organisation_id uuid REFERENCES people.organisation,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT donor_person_has_no_name CHECK ((kind = 'person') = (name IS NULL)),
    CONSTRAINT donor_numbers_fit CHECK (kind <> 'person' OR num_nonnulls(siren, siret, rna) = 0),
    CONSTRAINT donor_siret_of_siren CHECK (siret IS NULL OR siren = left(siret, 9)),
    CONSTRAINT donor_public_has_no_rna CHECK (kind <> 'public_body' OR rna IS NULL)
  );
  CREATE UNIQUE INDEX donor_siret_once ON intake.donor (siret) WHERE siret IS NOT NULL;
  CREATE UNIQUE INDEX donor_siren_once ON intake.donor (siren) WHERE siren IS NOT NULL AND siret IS NULL;
  CREATE UNIQUE INDEX donor_rna_once ON intake.donor (rna) WHERE rna IS NOT NULL AND siren IS NULL;

  -- Whose donor it is: a collection point knows the donors it registered, and no other.
  CREATE TABLE intake.donor_known (
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    donor_id uuid NOT NULL REFERENCES intake.donor,
    PRIMARY KEY (organisation_id, donor_id)
  );
  CREATE INDEX donor_known_donor ON intake.donor_known (donor_id);

  -- Purged alone: nothing else names a person.
  CREATE TABLE intake.donor_contact (
    organisation_id uuid NOT NULL,
    donor_id uuid NOT NULL,
    name text NOT NULL DEFAULT '',
    phone text NOT NULL DEFAULT '',
    email text NOT NULL DEFAULT '',
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organisation_id, donor_id),
    FOREIGN KEY (organisation_id, donor_id) REFERENCES intake.donor_known
  );
  CREATE INDEX donor_contact_age ON intake.donor_contact (updated_at);

  CREATE TABLE intake.donation_flow (
    verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
    PRIMARY KEY (verb, from_state, to_state)
  );
  INSERT INTO intake.donation_flow VALUES
    ('promise','none','promised'), ('register','none','received'), ('receive','promised','received'),
    ('close','received','closed'), ('cancel','promised','cancelled');

  CREATE TABLE intake.donation (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    donor_id uuid NOT NULL REFERENCES intake.donor,
    organisation_id uuid NOT NULL,
    place_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('promised','received','closed','cancelled')),
    expected_on date,
    received_at timestamptz,
    cancel_reason text CHECK (cancel_reason IN ('donor_withdrew','given_elsewhere','not_suitable','entered_by_mistake')),
    created_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (place_id, organisation_id) REFERENCES people.place (id, organisation_id),
    CONSTRAINT donation_received_when CHECK ((received_at IS NOT NULL) = (state IN ('received','closed'))),
    CONSTRAINT donation_cancelled_why CHECK ((cancel_reason IS NOT NULL) = (state = 'cancelled'))
  );
  CREATE INDEX donation_organisation ON intake.donation (organisation_id, id DESC);
  CREATE INDEX donation_state ON intake.donation (state, id DESC);
  CREATE INDEX donation_donor ON intake.donation (donor_id);

  CREATE TABLE intake.donation_expected (
    donation_id uuid NOT NULL REFERENCES intake.donation,
    category text NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100000),
    PRIMARY KEY (donation_id, category)
  );

  CREATE TABLE intake.donation_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    donation_id uuid NOT NULL REFERENCES intake.donation DEFERRABLE INITIALLY DEFERRED,
    verb text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    membership_id uuid,
    operator_number integer,
    organisation_id uuid,
    channel text NOT NULL,
    reason text,
    txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    FOREIGN KEY (verb, from_state, to_state) REFERENCES intake.donation_flow
  );
  CREATE INDEX donation_event_donation ON intake.donation_event (donation_id, id);

  ALTER TABLE devices.device ADD CONSTRAINT device_donation_known FOREIGN KEY (donation_id) REFERENCES intake.donation;
`;

const FILES = `
  CREATE TABLE intake.file (
    id uuid PRIMARY KEY,
    donation_id uuid NOT NULL REFERENCES intake.donation,
    filename text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    -- A donor's sheet may name people: its bytes go once it is decided about.
    blob_id uuid REFERENCES documents.blob,
    state text NOT NULL CHECK (state IN ('reading','ready','applying','applied','refused','failed')),
    columns jsonb NOT NULL DEFAULT '{}',
    rows_read integer NOT NULL DEFAULT 0,
    rows_wrong integer NOT NULL DEFAULT 0,
    rows_warned integer NOT NULL DEFAULT 0,
    rows_logged integer NOT NULL DEFAULT 0,
    error text,
    error_facts jsonb NOT NULL DEFAULT '{}',
    membership_id uuid REFERENCES people.membership,
    operator_number integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    applied_at timestamptz,
    CONSTRAINT file_bytes_until_decided CHECK ((blob_id IS NULL) = (state IN ('applied','refused'))),
    CONSTRAINT file_failed_why CHECK ((error IS NOT NULL) = (state = 'failed')),
    CONSTRAINT file_applied_when CHECK ((applied_at IS NOT NULL) = (state = 'applied'))
  );
  -- The same bytes make devices once; a refused or unreadable file may come again.
  CREATE UNIQUE INDEX file_once ON intake.file (donation_id, sha256) WHERE state NOT IN ('refused','failed');
  CREATE INDEX file_due ON intake.file (due_at) WHERE state IN ('reading','applying');
  CREATE INDEX file_donation ON intake.file (donation_id, id DESC);

  CREATE TABLE intake.file_row (
    file_id uuid NOT NULL REFERENCES intake.file,
    line integer NOT NULL,
    category text,
    make text NOT NULL DEFAULT '',
    model text NOT NULL DEFAULT '',
    serial text,
    serial_key text,
    condition text NOT NULL DEFAULT 'unknown',
    inventory_number text,
    number_key text,
    wrong boolean NOT NULL DEFAULT false,
    warned boolean NOT NULL DEFAULT false,
    problems jsonb NOT NULL DEFAULT '[]',
    -- What a row that was not understood says, to be found again in the spreadsheet.
    said text NOT NULL DEFAULT '',
    PRIMARY KEY (file_id, line)
  );
  CREATE INDEX file_row_told ON intake.file_row (file_id, line) WHERE wrong OR warned;

  -- Written outside of the transaction that logs the devices, so that the waiting page can tell how far it is.
  CREATE TABLE intake.file_progress (
    file_id uuid PRIMARY KEY REFERENCES intake.file,
    done integer NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE intake.label_sheet (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('blank','donation','devices')),
    organisation_id uuid NOT NULL REFERENCES people.organisation,
    donation_id uuid REFERENCES intake.donation,
    document_id uuid NOT NULL REFERENCES documents.document,
    labels integer NOT NULL CHECK (labels > 0),
    operator_number integer,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT label_sheet_of_donation CHECK ((donation_id IS NOT NULL) = (kind = 'donation'))
  );
  CREATE INDEX label_sheet_organisation ON intake.label_sheet (organisation_id, id DESC);
  CREATE INDEX label_sheet_donation ON intake.label_sheet (donation_id) WHERE donation_id IS NOT NULL;
`;
