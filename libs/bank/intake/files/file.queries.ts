import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import {
  ImportAnswers,
  ImportQueries,
  type ImportRow,
  lineOf,
  type RowFilter,
  type TakenSheets,
  type WordView,
  withoutOwnWords,
  withSample,
} from '#bank/files/engine';
import { rowOf, rows } from '#platform/database';
import { type Actor, isId, may, mustHave, type Page, READ, scopeOf } from '#platform/kernel';
import { fileFor } from '../donors/donor-names.js';
import type { FileRowView, FileView } from './file.views.js';
import type { SheetDevice } from './sheet-row.js';

/** Of a list without numbers that nobody decided about: the newest applied list of its donor, at the same organisation, with as many of each thing. */
const ALIKE = `CASE WHEN f.nameless AND f.state = ANY (imports.waiting_states()) THEN (
    SELECT jsonb_build_object('id', o.id, 'donationId', b.id, 'donation', b.number, 'filename', o.filename, 'appliedAt', o.applied_at)
    FROM imports.file o JOIN intake.donation b ON b.id = o.subject_id
    WHERE o.kind = 'devices' AND o.likeness = f.likeness AND o.state = 'applied' AND b.donor_id = n.donor_id AND b.organisation_id = n.organisation_id
    ORDER BY o.applied_at DESC LIMIT 1) END`;
const VIEW = `f.id, f.subject_id AS "donationId", n.number AS donation, f.filename, f.state, f.columns, f.format, f.sheets,
  f.sheet, coalesce(f.choices -> 'also', '[]') AS also, coalesce(f.root_id, f.id) AS "rootId", f.header_row AS "headerRow", f.header, f.fields, f.sample, f.sample_key AS "sampleKey", f.columns_by AS "columnsBy",
  f.choices -> 'defaults' ->> 'category' AS category, coalesce(f.choices ->> 'hiddenRows' = 'true', false) AS "hiddenRows", f.notice, f.things_read AS "devicesRead", f.rows_good + f.rows_wrong AS "rowsRead",
  f.rows_left AS "rowsLeft", f.words_asked AS "wordsAsked", f.rows_unsure AS "rowsUnsure", ${ALIKE} AS resembles, f.rows_wrong AS "rowsWrong", f.rows_warned AS "rowsWarned", f.things_made AS "rowsLogged",
  CASE WHEN f.state = ANY (imports.applied_states()) AND f.state <> 'withdrawing' THEN f.things_made ELSE coalesce(p.done, 0) END AS done,
  f.error, f.error_facts AS "errorFacts", f.created_at AS "createdAt", f.applied_at AS "appliedAt", f.result -> 'withdrawal' AS withdrawal`;
const FROM = `imports.file f JOIN intake.donation n ON n.id = f.subject_id LEFT JOIN imports.progress p ON p.file_id = f.id`;

type StoredView = Omit<FileView, 'examples'> & { sample: Buffer | null; sampleKey: string | null };

@Injectable()
export class FileQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly imports: ImportQueries,
    private readonly answers: ImportAnswers,
  ) {}

  /** The files of a donation, newest first. */
  async ofDonation(actor: Actor, donationId: string): Promise<FileView[]> {
    mustHave(actor, READ.donations);
    if (!isId(donationId)) return [];
    const files = await rows<StoredView>(
      this.db,
      `SELECT ${VIEW} FROM ${FROM} WHERE f.kind = 'devices' AND f.subject_id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2)
       ORDER BY f.id DESC LIMIT 100`,
      [donationId, scopeOf(actor, READ.donations)],
    );
    return files.map((file) => fileFor(actor, withSample(file)));
  }

  async byId(actor: Actor, id: string): Promise<FileView> {
    mustHave(actor, READ.donations);
    const row = await rowOf<StoredView>(
      this.db,
      `SELECT ${VIEW} FROM ${FROM} WHERE f.kind = 'devices' AND f.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2)`,
      [id, scopeOf(actor, READ.donations)],
      { file: id },
    );
    return fileFor(actor, withSample(row));
  }

  async mustSee(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    mustHave(actor, READ.donations);
    await rowOf<{ id: string }>(
      tx,
      `SELECT f.id FROM imports.file f JOIN intake.donation n ON n.id = f.subject_id
           WHERE f.kind = 'devices' AND f.id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2)`,
      [id, scopeOf(actor, READ.donations)],
      { file: id },
    );
  }

  /** The different words of a file, and what they are taken for: those that are asked first. */
  async words(actor: Actor, fileId: string): Promise<WordView[]> {
    await this.byId(actor, fileId);
    return this.answers.words(fileId);
  }

  /** Rows of a file in its order; `told` keeps those with something to say, `good` those that make a device, `left` those that are none. */
  async rows(actor: Actor, fileId: string, filter: RowFilter = {}): Promise<Page<FileRowView>> {
    const file = await this.byId(actor, fileId);
    const page = await this.imports.rows<SheetDevice>('devices', fileId, filter);
    return { ...page, items: page.items.map((row) => rowFor(actor, rowView(row, file))) };
  }
}

function rowView(
  { line, meaning, cells, wrong, warned, left, problems }: ImportRow<SheetDevice>,
  file: TakenSheets,
): FileRowView {
  const { purchase: _, sameSerial: __, imei: ___, toCheck: ____, note: _____, screen, ...device } = meaning ?? NOTHING;
  const said = meaning ? '' : Object.values(cells).filter(Boolean).join(' · ').slice(0, SAID).toWellFormed();
  return {
    ...lineOf(line, file),
    ...device,
    screenSerial: screen?.serial ?? null,
    wrong,
    warned,
    left,
    problems,
    said,
    words: cells,
  };
}

/** A row as this actor reads it: cells, as the donor wrote them, may say whose they are. */
const rowFor = (actor: Actor, row: FileRowView): FileRowView =>
  may(actor, READ.donorNames) ? row : { ...row, said: '', words: {}, problems: withoutOwnWords(row.problems) };

const SAID = 300;
const NOTHING = {
  category: null,
  make: '',
  model: '',
  serial: null,
  condition: 'unknown',
  assetNumber: null,
  quantity: 1,
  purchase: null,
  sameSerial: undefined,
  screen: undefined,
  imei: undefined,
  toCheck: undefined,
  note: undefined,
} as const;
