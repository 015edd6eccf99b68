import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import {
  type ImportListRowView,
  type ImportListView,
  ImportQueries,
  type ImportRow,
  LIST_COLUMNS,
  listRow,
  type RowFilter,
  withSample,
} from '#bank/files/engine';
import { recordAccess } from '#bank/people';
import { type Reader, rowOf, rows } from '#platform/database';
import { type Actor, mustHave, type Page } from '#platform/kernel';
import { SIM_LIFECYCLE } from '../sim.lifecycle.js';
import { SIM_FIELD_NAMES, type SimWords } from '../sim-fields.js';
import type { ListedSim } from './supplier-list.js';

/** A supplier's list, from its upload to the cards it made; codes are hidden in what it shows of its columns. */
export interface SimListView extends ImportListView, SimWords {
  /** Rows of cards that are in stock already, or were. */
  readonly known: number;
  /** Rows of which neither the list nor who sent it says the carrier. */
  readonly carrierless: number;
  /** Rows read so far. */
  readonly done: number;
  readonly batchId: string | null;
}

export interface SimListRowView extends ImportListRowView {}

const KNOWN = `(SELECT count(*)::int FROM imports.row r WHERE r.file_id = f.id AND r.problems @> '[{"code": "sims.row_iccid_known"}]') AS known`;
const CARRIERLESS = `(SELECT count(*)::int FROM imports.row r WHERE r.file_id = f.id AND r.problems @> '[{"code": "sims.row_carrier_missing"}]') AS carrierless`;
const WORDS = SIM_FIELD_NAMES.map(
  (name) => `coalesce(f.choices -> 'defaults' ->> '${name}', f.settings ->> '${name}', '') AS "${name}"`,
);
const VIEW = `${LIST_COLUMNS}, ${WORDS.join(', ')}, ${KNOWN}, ${CARRIERLESS}, coalesce(p.done, 0) AS done, f.result ->> 'batchId' AS "batchId"`;

interface ListCounts {
  readonly good: number;
  /** With those that are known. */
  readonly wrong: number;
  readonly known: number;
  /** Those of which neither the list nor who sent it says the carrier. */
  readonly carrierless: number;
}

/** Reading suppliers' lists: by those who may import them. PIN, PUK and lines' numbers are in nothing of it but the wrong rows given back. */
@Injectable()
export class SupplierListQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly imports: ImportQueries,
  ) {}

  /** @throws NotFound */
  async byId(actor: Actor, id: string): Promise<SimListView> {
    mustImport(actor);
    const row = await rowOf<Omit<SimListView, 'examples'> & { sample: Buffer | null; sampleKey: string | null }>(
      this.db,
      `SELECT ${VIEW} FROM imports.file f LEFT JOIN imports.progress p ON p.file_id = f.id WHERE f.kind = 'sims' AND f.id = $1`,
      [id],
      { list: id },
    );
    const list = withSample(row);
    // Its first lines may say the numbers of cards that people have.
    if (list.examples.length) await recordAccess(this.db, actor, 'sim_list');
    return list;
  }

  /** @throws NotFound when there is no such list. */
  async mustSee(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    mustImport(actor);
    await rowOf<{ id: string }>(tx, `SELECT id FROM imports.file WHERE kind = 'sims' AND id = $1`, [id], {
      list: id,
    });
  }

  async counts(on: Reader, id: string): Promise<ListCounts> {
    const [row] = await rows<ListCounts>(
      on,
      `SELECT f.rows_good AS good, f.rows_wrong AS wrong, ${KNOWN}, ${CARRIERLESS}
       FROM imports.file f WHERE f.id = $1`,
      [id],
    );
    return row!;
  }

  async rows(list: SimListView, filter: RowFilter): Promise<Page<SimListRowView>> {
    const page = await this.imports.rows<ListedSim>('sims', list.id, filter);
    return { ...page, items: page.items.map((row) => listRow(list, row, rowText(row))) };
  }

  /** The list that brought a batch of cards; null where its file is none that was kept. */
  async ofBatch(actor: Actor, batchId: string): Promise<string | null> {
    mustImport(actor);
    const [row] = await rows<{ id: string }>(
      this.db,
      `SELECT id FROM imports.file WHERE kind = 'sims' AND result ->> 'batchId' = $1 AND state = 'applied'`,
      [batchId],
    );
    return row?.id ?? null;
  }
}

const mustImport = (actor: Actor): void => mustHave(actor, SIM_LIFECYCLE.right('import'));

/** What is shown of a row: its card and carrier, and neither a line's number nor a code. */
const rowText = ({ meaning: sim, cells }: ImportRow<ListedSim>): string =>
  (sim ? [sim.iccid, sim.carrier] : [cells['iccid'], cells['carrier']]).filter(Boolean).join(' · ').slice(0, 120);
