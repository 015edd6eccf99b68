import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type MediumKind } from '#bank/devices';
import { BlobStore, type OpenedBlob } from '#bank/documents';
import { type CountedPage, type Reader, rows } from '#platform/database';
import { type Actor, NotFound, organisationOf, type Page, READ, scopeOf } from '#platform/kernel';
import type { LogQuestion } from '../codes.js';
import { readMediumCode } from './medium-code.js';
import { SLIP_FILE, visibleRemoved } from './removed-medium.change.js';
import {
  REMOVED_LIFECYCLE,
  type RemovedReason,
  type RemovedState,
  type RemovedVerb,
} from './removed-medium.lifecycle.js';
import { REMOVED, REMOVED_COLUMNS, REMOVED_FROM, type RemovedAsked } from './removed-medium-listing.js';

/** A removed medium as one who sees it may read it. */
export interface RemovedView {
  readonly id: string;
  readonly code: string;
  readonly state: RemovedState;
  readonly kind: MediumKind;
  readonly model: string;
  readonly serial: string | null;
  readonly sizeBytes: number | null;
  /** The code of the device that it was taken out of. */
  readonly deviceCode: string;
  readonly removedAt: Date;
  readonly operatorNumber: number;
  readonly holderOrgId: string;
  readonly holder: string;
  readonly atTheBank: boolean;
  readonly placeId: string | null;
  readonly place: string | null;
  readonly slip: string | null;
}

/** A removed medium with what this actor may do with it now. */
export interface RemovedDetail extends RemovedView {
  /** A later inventory shows it in its device. */
  readonly seenAgain: boolean;
  /** The slip of whoever destroyed it is kept as a file. */
  readonly slipFile: boolean;
  readonly allowed: readonly RemovedVerb[];
  /** A log erased it, and leaves this to confirm: whoever signs that it is erased confirms it. */
  readonly waits: { readonly logId: string; readonly questions: readonly LogQuestion[] } | null;
}

/** One line of its history. A name appears only inside the reader's own organisation. */
export interface RemovedEventView {
  readonly id: string;
  readonly verb: RemovedVerb;
  readonly reason: RemovedReason | null;
  readonly place: string | null;
  readonly slip: string | null;
  readonly statedText: string | null;
  /** The log that erased it, when its reader may open it. */
  readonly logId: string | null;
  readonly at: Date;
  readonly operatorNumber: number;
  readonly operatorName: string | null;
  readonly organisation: string;
}

/** Reading removed media: what waits, one and its past. */
@Injectable()
export class RemovedMediaQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  /** A page of the removed media that the actor sees, the newest first unless another order is asked for. */
  list(actor: Actor, asked: RemovedAsked = {}): Promise<Page<RemovedView>> {
    return REMOVED.page(this.db, scopeOf(actor, READ.workshop), asked);
  }

  /** The same with how many there are. */
  counted(actor: Actor, asked: RemovedAsked = {}): Promise<CountedPage<RemovedView>> {
    return REMOVED.page(this.db, scopeOf(actor, READ.workshop), asked, true);
  }

  /** One, by its code as typed. @throws NotFound for one that the actor does not see */
  async byCode(actor: Actor, typed: string, on: Reader = this.db): Promise<RemovedDetail> {
    const code = readMediumCode(typed);
    const [row] = code
      ? await rows<Omit<RemovedDetail, 'allowed'>>(
          on,
          `SELECT ${REMOVED_COLUMNS}, refurbishment.seen_after(m, x.removed_at) AS "seenAgain", ${SLIP_FILE} IS NOT NULL AS "slipFile",
           (SELECT json_build_object('logId', w.log_id, 'questions', w.questions) FROM refurbishment.removed_waits(x.id) w) AS waits FROM ${REMOVED_FROM} WHERE x.code = $1 AND ${visibleRemoved(actor, 'x', '$2')}`,
          [code, organisationOf(actor)],
        )
      : [];
    if (!row) throw new NotFound('removed_medium');
    return { ...row, allowed: REMOVED_LIFECYCLE.allowed(actor, row) };
  }

  /** Some, in the order of their codes as typed; those that the actor does not see are left out. */
  async byCodes(actor: Actor, typed: readonly string[]): Promise<RemovedView[]> {
    const codes = typed.flatMap((code) => readMediumCode(code) ?? []);
    return rows<RemovedView>(
      this.db,
      `SELECT ${REMOVED_COLUMNS} FROM ${REMOVED_FROM} WHERE x.code = ANY ($1::text[]) AND ${visibleRemoved(actor, 'x', '$2')} ORDER BY array_position($1::text[], x.code)`,
      [codes, organisationOf(actor)],
    );
  }

  /** The slip of whoever destroyed it, as it was scanned. @throws NotFound where there is none, or for one that the actor does not see */
  async slip(actor: Actor, typed: string): Promise<OpenedBlob> {
    const [row] = await rows<{ blob: string | null }>(
      this.db,
      `SELECT ${SLIP_FILE} AS blob FROM refurbishment.removed_medium x WHERE x.code = $1 AND ${visibleRemoved(actor, 'x', '$2')}`,
      [readMediumCode(typed), organisationOf(actor)],
    );
    if (!row?.blob) throw new NotFound('file');
    return this.blobs.read(row.blob);
  }

  /** Its history, newest first. The caller has asked whether it may be seen. */
  async timeline(actor: Actor, id: string, on: Reader = this.db): Promise<RemovedEventView[]> {
    return rows<RemovedEventView>(
      on,
      `SELECT e.id::text, e.verb, e.reason, p.name AS place, e.slip, e.stated_text AS "statedText",
         CASE WHEN l.organisation_id = $2 OR a.kind = 'bank' THEN l.id END AS "logId", e.recorded_at AS at,
         e.operator_number AS "operatorNumber", CASE WHEN e.organisation_id = $2 THEN u.name END AS "operatorName", o.name AS organisation
       FROM refurbishment.removed_medium_event e JOIN people.organisation o ON o.id = e.organisation_id
       JOIN people.membership b ON b.id = e.membership_id LEFT JOIN people.app_user u ON u.id = b.user_id
       LEFT JOIN people.place p ON p.id = e.place_id LEFT JOIN people.organisation a ON a.id = $2
       LEFT JOIN refurbishment.drive_result r ON r.id = e.drive_result_id LEFT JOIN refurbishment.erasure_log l ON l.id = r.log_id
       WHERE e.removed_medium_id = $1 ORDER BY e.id DESC`,
      [id, organisationOf(actor)],
    );
  }
}
