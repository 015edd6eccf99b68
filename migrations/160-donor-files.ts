import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Donors' files: workbooks too, columns that a person corrected and that are remembered, rows kept by the thousand until they are devices. */
export default class DonorFiles1764000160000 implements MigrationInterface {
  name = 'DonorFiles1764000160000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(TABLES);
    await q.query(`
      -- What was read in the old shape is read again; its bytes are still there.
      DELETE FROM intake.file_row r USING intake.file f WHERE f.id = r.file_id AND f.state IN ('ready','applying');
      UPDATE intake.file SET state = 'reading', due_at = now(), attempts = 0 WHERE state IN ('ready','applying');
      DELETE FROM intake.file_row WHERE NOT wrong AND NOT warned;
    `);
    await q.query('REVOKE DELETE ON intake.device_purchase FROM bn_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TABLE intake.device_purchase, intake.file_mapping, intake.file_part;
      ALTER TABLE intake.file_row DROP COLUMN raw, DROP COLUMN width, DROP COLUMN quantity;
      ALTER TABLE intake.file DROP COLUMN format, DROP COLUMN sheets, DROP COLUMN sheet, DROP COLUMN header_row, DROP COLUMN header,
        DROP COLUMN examples, DROP COLUMN choices, DROP COLUMN columns_by, DROP COLUMN devices_read, DROP COLUMN only_whole, DROP COLUMN notice, DROP COLUMN fields, DROP COLUMN turn;
    `);
  }
}

const TABLES = `
  ALTER TABLE intake.file
    ADD COLUMN format text CHECK (format IN ('csv','xlsx')),
    ADD COLUMN sheets jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN sheet integer NOT NULL DEFAULT 0,
    -- 0: the file has no titles.
    ADD COLUMN header_row integer NOT NULL DEFAULT 0,
    ADD COLUMN header jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN examples jsonb NOT NULL DEFAULT '[]',
    -- What somebody said about the file: sheet, header row, what each column is.
    -- What each column is read as: a field, or null.
    ADD COLUMN fields jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN choices jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN columns_by text NOT NULL DEFAULT 'names' CHECK (columns_by IN ('names','memory','person','nobody')),
    ADD COLUMN devices_read integer NOT NULL DEFAULT 0,
    -- All its rows or none of them.
    ADD COLUMN only_whole boolean NOT NULL DEFAULT false,
    -- Why it came back to be decided about.
    ADD COLUMN notice text,
    -- Each time it is given to a worker anew.
    ADD COLUMN turn integer NOT NULL DEFAULT 0;

  -- From now on a row stands here only when there is something to say about it; a wrong one keeps its cells, to be given back.
  ALTER TABLE intake.file_row
    ADD COLUMN raw text,
    ADD COLUMN width integer NOT NULL DEFAULT 0,
    ADD COLUMN quantity integer NOT NULL DEFAULT 1;

  -- Rows that make devices, many in one, since nothing but their file ever asks for them. JSON as text: it is never looked into here,
  -- and may hold what jsonb refuses. They go when the file is decided about.
  CREATE TABLE intake.file_part (
    file_id uuid NOT NULL REFERENCES intake.file,
    n integer NOT NULL,
    last_line integer NOT NULL,
    rows text NOT NULL,
    PRIMARY KEY (file_id, n)
  );
  ALTER TABLE intake.file_part ALTER COLUMN rows SET STORAGE EXTERNAL;

  -- How a donor names columns, by the hash of their titles.
  CREATE TABLE intake.file_mapping (
    donor_id uuid NOT NULL REFERENCES intake.donor,
    signature text NOT NULL CHECK (signature ~ '^[0-9a-f]{64}$'),
    columns jsonb NOT NULL,
    category text,
    operator_number integer,
    chosen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (donor_id, signature)
  );

  -- When its donor bought a device, as far as their list says it.
  CREATE TABLE intake.device_purchase (
    device_id uuid PRIMARY KEY REFERENCES devices.device,
    year integer NOT NULL CHECK (year BETWEEN 1970 AND 2200),
    day date
  );
`;
