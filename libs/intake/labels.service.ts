import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { newAssetCode, organisationOf, visibleTo } from '#devices';
import { DocumentsService, type LabelFormat } from '#documents';
import { type Actor, isId, isMember, NotFound, newId, type Page, pageOf, RuleBroken, readCursor } from '#kernel';
import { intakeScope, mustIntake } from './access.js';
import { DonationsService } from './donations.service.js';

/** How a sheet is printed. `start` is the first free place of a sheet already begun, from 1. */
export interface SheetOptions {
  readonly format?: LabelFormat;
  readonly start?: number;
}

export interface LabelSheetView {
  readonly id: string;
  readonly kind: 'blank' | 'donation' | 'devices';
  readonly organisation: string;
  readonly donationId: string | null;
  readonly donation: string | null;
  readonly documentId: string;
  readonly documentState: 'requested' | 'rendering' | 'ready' | 'failed' | 'erased';
  readonly documentNumber: string;
  readonly labels: number;
  /** Of a blank batch: labels already stuck on a device. */
  readonly used: number;
  readonly createdAt: Date;
}

const MOST_LABELS = 10_000;

/** Sheets of labels. Printing again never makes a device: a label is only a code on paper. */
@Injectable()
export class LabelsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly documents: DocumentsService,
    private readonly donations: DonationsService,
  ) {}

  /**
   * Draws codes for labels to be stuck first and described later, for the organisation of a place, and asks for their sheet.
   * @throws RuleBroken `intake.labels_count`, `intake.place_unknown`, `intake.public_url_missing`.
   */
  async orderBlank(
    tx: EntityManager,
    actor: Actor,
    input: { placeId: string; count: number } & SheetOptions,
  ): Promise<string> {
    mustIntake(actor);
    if (!Number.isInteger(input.count) || input.count < 1 || input.count > MOST_LABELS)
      throw new RuleBroken('intake.labels_count', { max: MOST_LABELS }, 'count');
    const [place] = isId(input.placeId)
      ? await tx.query(
          `SELECT p.organisation_id AS id FROM people.place p JOIN people.organisation o ON o.id = p.organisation_id
           WHERE p.id = $1 AND p.active AND o.kind IN ('bank', 'collection_point') AND ($2::uuid IS NULL OR o.id = $2)`,
          [input.placeId, intakeScope(actor)],
        )
      : [];
    if (!place) throw new RuleBroken('intake.place_unknown', {}, 'placeId');
    const batch = newId();
    const codes = await drawCodes(tx, input.count, place.id, batch);
    return this.sheet(
      tx,
      actor,
      { id: batch, kind: 'blank', organisationId: place.id, donationId: null, codes },
      input,
    );
  }

  /**
   * The labels of a donation's devices: all, those `only` names, or with `missing` those never printed.
   * @throws RuleBroken `intake.labels_none`; NotFound for another's donation, or a device that is not of it.
   */
  async printDonation(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    options: SheetOptions & { missing?: boolean; only?: readonly string[] } = {},
  ): Promise<string> {
    const donation = await this.donations.lock(tx, actor, donationId, 'share');
    const only = options.only?.length ? [...new Set(options.only)] : null;
    if (only && !only.every(isId)) throw new NotFound('device');
    const rows: { code: string }[] = await tx.query(
      `SELECT d.code FROM devices.device d JOIN devices.asset_code a ON a.code = d.code
       WHERE d.donation_id = $1 AND (NOT $2 OR a.printed_at IS NULL) AND ($3::uuid[] IS NULL OR d.id = ANY($3))
       ORDER BY d.id LIMIT ${MOST_LABELS}`,
      [donationId, options.missing ?? false, only],
    );
    if (only && rows.length !== only.length) throw new NotFound('device');
    const codes = rows.map((row) => row.code);
    return this.sheet(
      tx,
      actor,
      { id: newId(), kind: 'donation', organisationId: donation.organisation_id, donationId, codes },
      options,
    );
  }

  /** The labels of chosen devices, in the order given. @throws RuleBroken `intake.labels_none`, NotFound when the actor does not see one of them. */
  async printDevices(
    tx: EntityManager,
    actor: Actor,
    deviceIds: readonly string[],
    options: SheetOptions = {},
  ): Promise<string> {
    mustIntake(actor);
    const ids = [...new Set(deviceIds)];
    if (ids.length > MOST_LABELS) throw new RuleBroken('intake.labels_count', { max: MOST_LABELS }, 'devices');
    if (!ids.every(isId)) throw new NotFound('device');
    const rows: { code: string }[] = await tx.query(
      `SELECT d.code FROM unnest($1::uuid[]) WITH ORDINALITY AS x(id, n) JOIN devices.device d ON d.id = x.id
       WHERE ${visibleTo(actor, 'd', '$2')} ORDER BY x.n`,
      [ids, organisationOf(actor)],
    );
    if (rows.length !== ids.length) throw new NotFound('device');
    const organisationId = isMember(actor)
      ? actor.organisationId
      : (await tx.query(`SELECT id FROM people.organisation WHERE kind = 'bank'`))[0]?.id;
    return this.sheet(
      tx,
      actor,
      { id: newId(), kind: 'devices', organisationId, donationId: null, codes: rows.map((row) => row.code) },
      options,
    );
  }

  /** Sheets asked for, newest first: the bank's view of all, a collection point's of its own. */
  async list(
    actor: Actor,
    filter: { donationId?: string; id?: string; cursor?: string; limit?: number } = {},
  ): Promise<Page<LabelSheetView>> {
    mustIntake(actor);
    const limit = filter.limit ?? 50;
    const [before] = readCursor(filter.cursor, 1) ?? [null];
    const rows: LabelSheetView[] = await this.db.query(
      `SELECT s.id, s.kind, o.name AS organisation, s.donation_id AS "donationId", n.number AS donation, s.document_id AS "documentId",
         c.state AS "documentState", c.number AS "documentNumber", s.labels, s.created_at AS "createdAt",
         CASE WHEN s.kind = 'blank' THEN (SELECT count(*)::int FROM devices.asset_code a WHERE a.batch = s.id AND a.device_id IS NOT NULL) ELSE s.labels END AS used
       FROM intake.label_sheet s JOIN people.organisation o ON o.id = s.organisation_id JOIN documents.document c ON c.id = s.document_id
       LEFT JOIN intake.donation n ON n.id = s.donation_id
       WHERE ($1::uuid IS NULL OR s.organisation_id = $1) AND ($2::uuid IS NULL OR s.id < $2) AND ($3::uuid IS NULL OR s.donation_id = $3)
         AND ($4::uuid IS NULL OR s.id = $4)
       ORDER BY s.id DESC LIMIT $5`,
      [intakeScope(actor), isId(before) ? before : null, filter.donationId ?? null, filter.id ?? null, limit + 1],
    );
    return pageOf(rows, limit, (row) => [row.id]);
  }

  /** @throws NotFound */
  async byId(actor: Actor, id: string): Promise<LabelSheetView> {
    const { items } = isId(id) ? await this.list(actor, { id }) : { items: [] };
    if (!items[0]) throw new NotFound('label sheet');
    return items[0];
  }

  private async sheet(
    tx: EntityManager,
    actor: Actor,
    s: { id: string; kind: LabelSheetView['kind']; organisationId: string; donationId: string | null; codes: string[] },
    options: SheetOptions,
  ): Promise<string> {
    if (!s.codes.length) throw new RuleBroken('intake.labels_none');
    const publicUrl = process.env.PUBLIC_URL?.replace(/\/+$/, '');
    if (!publicUrl) throw new RuleBroken('intake.public_url_missing');
    const [bank] = await tx.query(
      `SELECT b.name, nullif(b.helpline, '') AS helpline, (SELECT id FROM people.organisation WHERE kind = 'bank') AS id FROM people.bank b`,
    );
    const documentId = await this.documents.request(tx, actor, {
      type: 'label_sheet',
      facts: {
        publicUrl,
        organisation: bank.name,
        helpline: bank.helpline,
        codes: s.codes,
        ...(options.format ? { format: options.format } : {}),
        ...(options.start ? { start: options.start } : {}),
      },
      readers: [s.organisationId, ...(bank.id ? [bank.id] : [])],
      cause: s.donationId ? { kind: 'donation', id: s.donationId } : { kind: 'label_sheet', id: s.id },
    });
    await tx.query('UPDATE devices.asset_code SET printed_at = coalesce(printed_at, now()) WHERE code = ANY($1)', [
      s.codes,
    ]);
    await tx.query(
      `INSERT INTO intake.label_sheet (id, kind, organisation_id, donation_id, document_id, labels, operator_number) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        s.id,
        s.kind,
        s.organisationId,
        s.donationId,
        documentId,
        s.codes.length,
        isMember(actor) ? actor.operatorNumber : null,
      ],
    );
    return s.id;
  }
}

/** New codes that no device has yet; a code that exists already is drawn again. */
async function drawCodes(tx: EntityManager, count: number, organisationId: string, batch: string): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < count) {
    const drawn = [...new Set(Array.from({ length: count - codes.length }, newAssetCode))];
    const made: { code: string }[] = await tx.query(
      'INSERT INTO devices.asset_code (code, organisation_id, batch) SELECT unnest($1::text[]), $2, $3 ON CONFLICT DO NOTHING RETURNING code',
      [drawn, organisationId, batch],
    );
    codes.push(...made.map((row) => row.code));
  }
  return codes;
}
