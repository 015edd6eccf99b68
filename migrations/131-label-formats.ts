import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sheets of labels that an organisation measured itself, how its printer shifts them, and how far a long paper is. */
export default class LabelFormats1764000131000 implements MigrationInterface {
  name = 'LabelFormats1764000131000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE intake.label_format (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES people.organisation,
        name text COLLATE "fr-x-icu" NOT NULL CHECK (name <> ''),
        columns integer NOT NULL CHECK (columns BETWEEN 1 AND 7),
        rows integer NOT NULL CHECK (rows BETWEEN 1 AND 19),
        width numeric(6,2) NOT NULL CHECK (width BETWEEN 28 AND 210),
        height numeric(6,2) NOT NULL CHECK (height BETWEEN 15 AND 297),
        "left" numeric(6,2) NOT NULL CHECK ("left" >= 0),
        top numeric(6,2) NOT NULL CHECK (top >= 0),
        gap_x numeric(6,2) NOT NULL CHECK (gap_x >= 0),
        gap_y numeric(6,2) NOT NULL CHECK (gap_y >= 0),
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT label_format_on_a4_across CHECK ("left" + columns * width + (columns - 1) * gap_x <= 210),
        CONSTRAINT label_format_on_a4_down CHECK (top + rows * height + (rows - 1) * gap_y <= 297)
      );
      CREATE UNIQUE INDEX label_format_name ON intake.label_format (organisation_id, lower(name)) WHERE active;

      CREATE TABLE intake.label_offset (
        organisation_id uuid NOT NULL REFERENCES people.organisation,
        format text NOT NULL CHECK (format <> ''),
        x numeric(4,2) NOT NULL CHECK (x BETWEEN -10 AND 10),
        y numeric(4,2) NOT NULL CHECK (y BETWEEN -10 AND 10),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (organisation_id, format)
      );

      REVOKE UPDATE, DELETE ON intake.label_format FROM bn_app;
      GRANT UPDATE (active) ON intake.label_format TO bn_app;

      -- Written outside of the transaction that stores the paper, so that the waiting page can tell how far it is.
      CREATE UNLOGGED TABLE documents.progress (
        document_id uuid PRIMARY KEY REFERENCES documents.document,
        done integer NOT NULL,
        total integer NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE documents.progress, intake.label_offset, intake.label_format');
  }
}
