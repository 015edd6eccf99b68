import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, openSchema } from '#database';

/** Papers of a donation: the value a donor declares, tax receipts and their yearly lists, and, dated, the words of the law. */
export default class Receipts1764000182000 implements MigrationInterface {
  name = 'Receipts1764000182000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'receipts');
    await q.query(RULES);
    await q.query(TABLES);
    for (const table of ['declared_value', 'receipt', 'cancellation', 'yearly_list'])
      await appendOnly(q, `receipts.${table}`);
    await q.query('REVOKE INSERT, UPDATE, DELETE ON receipts.legal_text, receipts.retention FROM bn_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP SCHEMA receipts CASCADE');
  }
}

const RULES = `
  -- What papers say because the law, or the bank, wants it so: dated, each with its source. Copied on a paper when it is asked for.
  CREATE TABLE receipts.legal_text (
    subject text NOT NULL CHECK (subject IN ('transfer','data','public_undertaking','certify_company','certify_person','donor_value',
      'yearly_declaration','reuse_target')),
    valid_from date NOT NULL,
    text text NOT NULL CHECK (text <> ''),
    source text NOT NULL CHECK (source <> ''),
    PRIMARY KEY (subject, valid_from)
  );
  INSERT INTO receipts.legal_text VALUES
    ('transfer', '2020-01-01', 'Le donateur donne les biens décrits ci-dessous, sans contrepartie. Ils sont donnés en l’état, et deviennent la propriété de l’organisme bénéficiaire à leur réception.', 'Code civil, art. 894 et 931 ; don manuel'),
    ('data', '2020-01-01', 'Le bénéficiaire efface tous les supports de stockage avant toute remise et garde la preuve de chaque effacement. Le donateur retire avant le don ses comptes, mots de passe et verrous.', 'Choix de la banque, selon le guide NIST SP 800-88'),
    ('public_undertaking', '2020-01-01', 'Le bénéficiaire s’engage par écrit à n’utiliser ces biens que pour l’objet prévu par ses statuts : équiper et accompagner des personnes en situation de précarité. Il ne les revend pas, sauf cession à prix solidaire dans les cas et les limites que la loi permet, et les donne ou les prête à ces personnes ou à des structures qui agissent pour elles.', 'CGPPP, art. L3212-2 3° et L3212-3'),
    ('certify_company', '2008-08-06', 'Le bénéficiaire certifie sur l’honneur que les dons et versements qu’il reçoit ouvrent droit à la réduction d’impôt prévue à l’article 238 bis du code général des impôts.', 'CGI, art. 238 bis ; données du formulaire 16216'),
    ('certify_person', '2008-06-28', 'Le bénéficiaire certifie sur l’honneur que les dons et versements qu’il reçoit ouvrent droit à la réduction d’impôt prévue à l’article 200 du code général des impôts.', 'CGI, art. 200 ; données du formulaire 11580'),
    ('donor_value', '2008-06-28', 'Valeur déclarée par le donateur, sous sa responsabilité. Le bénéficiaire ne l’a ni fixée ni vérifiée.', 'CGI, art. 238 bis ; BOI-BIC-RICI-20-30-10-20'),
    ('yearly_declaration', '2022-01-01', 'Nombre de reçus délivrés et montant total des dons qu’ils mentionnent, à déclarer chaque année à l’administration fiscale.', 'CGI, art. 222 bis'),
    ('reuse_target', '2023-04-14', 'Les équipements de plus de dix ans et ceux liés à la sécurité n’entrent pas dans la part à réemployer. Quand l’année de fabrication n’est pas connue, ce document le dit : c’est au donateur de la compléter.', 'Décret 2023-266 du 12 avril 2023 (loi REEN)');

  -- How long papers that name a person are kept.
  CREATE TABLE receipts.retention (
    subject text NOT NULL CHECK (subject IN ('person_receipt','signed_scan')),
    valid_from date NOT NULL,
    years integer NOT NULL CHECK (years > 0),
    source text NOT NULL CHECK (source <> ''),
    PRIMARY KEY (subject, valid_from)
  );
  INSERT INTO receipts.retention VALUES
    ('person_receipt', '2021-08-26', 6, 'LPF, art. L102 E : six ans à compter de la date où le reçu est établi'),
    ('signed_scan', '2021-08-26', 6, 'LPF, art. L102 E : pièces qui permettent le contrôle, six ans');
`;

const TABLES = `
  -- A donor declares, a member types: who typed it and when is kept beside it. A new declaration does not erase the one before.
  CREATE TABLE receipts.declared_value (
    id uuid PRIMARY KEY,
    donation_id uuid NOT NULL REFERENCES intake.donation,
    cents integer NOT NULL CHECK (cents BETWEEN 1 AND 1000000000),
    declared_on date NOT NULL,
    how text NOT NULL CHECK (how IN ('letter','mail','at_the_desk')),
    typed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    UNIQUE (id, donation_id, cents)
  );
  CREATE INDEX declared_value_donation ON receipts.declared_value (donation_id, typed_at DESC);

  CREATE TABLE receipts.receipt (
    id uuid PRIMARY KEY,
    year integer NOT NULL,
    n integer NOT NULL CHECK (n >= 1),
    number text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('company','person')),
    donation_id uuid NOT NULL REFERENCES intake.donation,
    value_id uuid NOT NULL,
    value_cents integer NOT NULL,
    devices integer NOT NULL CHECK (devices >= 1),
    -- A company's public identity; of a person nothing stands here, only in the sealed paper that has an end.
    donor_name text, donor_legal_form text, donor_siren text, donor_address text,
    document_id uuid NOT NULL UNIQUE REFERENCES documents.document DEFERRABLE INITIALLY DEFERRED,
    issued_at timestamptz NOT NULL,
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    UNIQUE (year, n),
    FOREIGN KEY (value_id, donation_id, value_cents) REFERENCES receipts.declared_value (id, donation_id, cents),
    CONSTRAINT receipt_names_companies CHECK (num_nonnulls(donor_name, donor_legal_form, donor_address) = CASE kind WHEN 'company' THEN 3 ELSE 0 END),
    CONSTRAINT receipt_numbers_companies CHECK (kind = 'company' OR donor_siren IS NULL)
  );
  CREATE INDEX receipt_donation ON receipts.receipt (donation_id);

  -- A number is never taken back: its receipt is cancelled, and says by which it is replaced.
  CREATE TABLE receipts.cancellation (
    receipt_id uuid PRIMARY KEY REFERENCES receipts.receipt,
    reason text NOT NULL CHECK (reason IN ('value_wrong','identity_wrong','devices_wrong','issued_by_mistake')),
    replaced_by uuid UNIQUE REFERENCES receipts.receipt DEFERRABLE INITIALLY DEFERRED,
    cancelled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    CHECK (replaced_by <> receipt_id)
  );

  CREATE TABLE receipts.yearly_list (
    id uuid PRIMARY KEY,
    year integer NOT NULL,
    document_id uuid NOT NULL UNIQUE REFERENCES documents.document,
    company_count integer NOT NULL, company_cents bigint NOT NULL,
    person_count integer NOT NULL, person_cents bigint NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    operator_number integer NOT NULL
  );
  CREATE INDEX yearly_list_year ON receipts.yearly_list (year, id DESC);

  -- A paper that came back signed. Its scan shows a signature, so it is sealed and goes at its date; that it came stays.
  CREATE TABLE receipts.signed_back (
    id uuid PRIMARY KEY,
    donation_id uuid NOT NULL REFERENCES intake.donation,
    document_id uuid NOT NULL UNIQUE REFERENCES documents.document,
    blob_id uuid REFERENCES documents.blob,
    mime text,
    keep_until timestamptz,
    noted_at timestamptz NOT NULL DEFAULT now(),
    membership_id uuid NOT NULL REFERENCES people.membership,
    operator_number integer NOT NULL,
    CHECK (blob_id IS NULL OR num_nulls(mime, keep_until) = 0)
  );
  CREATE INDEX signed_back_donation ON receipts.signed_back (donation_id);
  CREATE INDEX signed_back_ends ON receipts.signed_back (keep_until) WHERE blob_id IS NOT NULL;
  REVOKE UPDATE, DELETE ON receipts.signed_back FROM bn_app;
  GRANT UPDATE (blob_id) ON receipts.signed_back TO bn_app;
`;
