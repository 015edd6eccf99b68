import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { AssetCodes } from '#bank/devices';
import { type DocumentState, DocumentsService, type LabelNote, placesOf } from '#bank/documents';
import { THE_BANK } from '#bank/people';
import { rows } from '#platform/database';
import {
  type Actor,
  isId,
  mustHave,
  NotFound,
  operatorOf,
  type Page,
  pageById,
  publicUrl,
  READ,
  RuleBroken,
  scopeOf,
} from '#platform/kernel';
import { LabelSheet } from './label.entity.js';
import { LabelFormats } from './label-formats.service.js';

/** What labels were printed of: a new roll of codes, a donation, chosen devices, a roll again. */
export const LABEL_SHEET_KINDS = ['blank', 'donation', 'devices', 'roll'] as const;
export type LabelSheetKind = (typeof LABEL_SHEET_KINDS)[number];

/** How a sheet is printed. `start` is the first free place of a sheet already begun, from 1. */
export interface SheetOptions {
  /** One of `LABEL_FORMATS`, or the id of a grid of the actor's organisation; 24 a page when absent. */
  readonly format?: string;
  readonly start?: number;
}

export interface SheetFilter {
  readonly donationId?: string;
  readonly rollId?: string;
  readonly id?: string;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface Range {
  readonly from?: number;
  readonly to?: number;
}

export interface LabelSheetView {
  readonly id: string;
  /** « blank » is a new roll of codes, « roll » labels of one printed again. */
  readonly kind: LabelSheetKind;
  readonly organisation: string;
  readonly donationId: string | null;
  readonly donation: string | null;
  readonly documentId: string;
  readonly documentState: DocumentState;
  readonly documentNumber: string;
  readonly labels: number;
  readonly rollId: string | null;
  readonly roll: string | null;
  readonly format: string;
  /** Of a roll: labels already stuck on a device. */
  readonly used: number;
  /** Labels drawn so far while the file is being made; null before and after. */
  readonly drawn: number | null;
  readonly createdAt: Date;
}

export interface OneLabelSheetView extends LabelSheetView {
  /** The place of its first label, from 1; later on a sheet that was begun. */
  readonly start: number;
}

export interface LabelsAsked {
  readonly id: string;
  readonly kind: LabelSheetView['kind'];
  readonly organisationId: string;
  readonly donationId?: string;
  readonly roll?: { readonly id: string; readonly number: string; readonly numbers: readonly number[] };
  readonly codes: readonly string[];
  readonly notes?: readonly LabelNote[];
}

/** Sheets of labels as they were asked for; a file is made of each. */
@Injectable()
export class LabelSheets {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly documents: DocumentsService,
    private readonly formats: LabelFormats,
    private readonly assetCodes: AssetCodes,
  ) {}

  /**
   * Asks for the sheet of some labels, in the caller's transaction.
   * @throws RuleBroken `intake.labels_none`, `intake.labels_start`, `intake.format_unknown`, `intake.public_url_missing`.
   */
  async ask(tx: EntityManager, actor: Actor, s: LabelsAsked, options: SheetOptions): Promise<string> {
    if (!s.codes.length) throw new RuleBroken('intake.labels_none');
    const site = publicUrl();
    if (!site) throw new RuleBroken('intake.public_url_missing');
    const format = options.format || '24';
    const { stock, ...paper } = await this.formats.factsOf(tx, actor, format);
    const start = options.start ?? 1;
    if (!Number.isInteger(start) || start < 1 || start > placesOf(stock))
      throw new RuleBroken('intake.labels_start', { places: placesOf(stock) }, 'start');
    const says = await whoseLabel(tx, s.organisationId);
    const documentId = await this.documents.request(tx, actor, {
      type: 'label_sheet',
      facts: {
        publicUrl: site,
        organisation: says.name,
        helpline: says.helpline,
        codes: s.codes,
        ...(s.roll ? { roll: s.roll.number, numbers: s.roll.numbers } : {}),
        ...(s.notes ? { notes: s.notes } : {}),
        ...paper,
        ...(start > 1 ? { start } : {}),
      },
      readers: [s.organisationId, ...(says.bankId ? [says.bankId] : [])],
      cause: s.donationId ? { kind: 'donation', id: s.donationId } : { kind: 'label_sheet', id: s.id },
    });
    await this.assetCodes.printed(tx, s.codes);
    await tx.insert(LabelSheet, {
      id: s.id,
      kind: s.kind,
      organisationId: s.organisationId,
      donationId: s.donationId ?? null,
      rollId: s.roll?.id ?? null,
      documentId,
      labels: s.codes.length,
      format,
      operatorNumber: operatorOf(actor),
    });
    return s.id;
  }

  async list(actor: Actor, filter: SheetFilter = {}): Promise<Page<LabelSheetView>> {
    mustHave(actor, READ.labels);
    return pageById(filter, (beyond, most) =>
      rows<LabelSheetView>(
        this.db,
        `SELECT s.id, s.kind, o.name AS organisation, s.donation_id AS "donationId", n.number AS donation, s.document_id AS "documentId",
         c.state AS "documentState", c.number AS "documentNumber", s.labels, s.created_at AS "createdAt",
         s.roll_id AS "rollId", r.number AS roll, s.format, w.done AS drawn,
         CASE WHEN s.roll_id IS NULL THEN s.labels ELSE (SELECT count(a.device_id)::int FROM devices.asset_code a WHERE a.batch = s.roll_id) END AS used
       FROM intake.label_sheet s JOIN people.organisation o ON o.id = s.organisation_id JOIN documents.document c ON c.id = s.document_id
       LEFT JOIN intake.donation n ON n.id = s.donation_id LEFT JOIN devices.code_roll r ON r.id = s.roll_id
       LEFT JOIN documents.progress w ON w.document_id = s.document_id AND c.state = 'rendering'
       WHERE ($1::uuid IS NULL OR s.organisation_id = $1) AND ($2::uuid IS NULL OR s.id < $2) AND ($3::uuid IS NULL OR s.donation_id = $3)
         AND ($4::uuid IS NULL OR s.id = $4) AND ($6::uuid IS NULL OR s.roll_id = $6)
       ORDER BY s.id DESC LIMIT $5`,
        [
          scopeOf(actor, READ.labels),
          beyond,
          filter.donationId ?? null,
          filter.id ?? null,
          most,
          filter.rollId ?? null,
        ],
      ),
    );
  }

  async byId(actor: Actor, id: string): Promise<OneLabelSheetView> {
    const { items } = isId(id) ? await this.list(actor, { id }) : { items: [] };
    if (!items[0]) throw new NotFound('label sheet');
    const [facts] = await rows<{ start: number }>(
      this.db,
      `SELECT coalesce((facts->>'start')::int, 1) AS start FROM documents.document WHERE id = $1`,
      [items[0].documentId],
    );
    return { ...items[0], start: facts!.start };
  }
}

interface LabelOwner {
  name: string;
  helpline: string | null;
  bankId: string | null;
}

/** What a label says: the organisation it is printed for, and its telephone; the bank's name for the bank, its helpline for all who have none. */
async function whoseLabel(tx: EntityManager, organisationId: string): Promise<LabelOwner> {
  const [row] = await rows<LabelOwner>(
    tx,
    `SELECT CASE WHEN o.kind = 'bank' THEN b.name ELSE o.name END AS name,
       coalesce(nullif(trim(o.helpline), ''), nullif(trim(b.helpline), '')) AS helpline,
       ${THE_BANK} AS "bankId"
     FROM people.organisation o CROSS JOIN people.bank b WHERE o.id = $1`,
    [organisationId],
  );
  return row!;
}
