import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { LEFT_LATELY_DAYS, type MediumKind } from '#bank/devices';
import { BlobStore, type OpenedBlob } from '#bank/documents';
import { type CountedPage, type Reader, rows } from '#platform/database';
import {
  type Actor,
  isMember,
  mayAll,
  NotFound,
  organisationOf,
  type Page,
  READ,
  RuleBroken,
  scopeOf,
} from '#platform/kernel';
import type { LogQuestion } from '../codes.js';
import type { EvidenceFileKind, FileOutcome } from '../erasure/evidence-files.js';
import { SLIP_FILE, visibleRemoved } from './removed-medium.change.js';
import {
  meansAMedium,
  REMOVED_LIFECYCLE,
  type RemovedReason,
  type RemovedState,
  type RemovedVerb,
  readMediumCode,
} from './removed-medium.lifecycle.js';
import { REMOVED, REMOVED_COLUMNS, REMOVED_FROM, type RemovedAsked } from './removed-medium-listing.js';

export interface RemovedView {
  readonly id: string;
  readonly code: string;
  readonly state: RemovedState;
  readonly kind: MediumKind;
  readonly model: string;
  readonly serial: string | null;
  readonly sizeBytes: number | null;
  /** Of the medium, in its device. */
  readonly mediumId: string;
  /** The code of the device that it was taken out of. */
  readonly deviceCode: string;
  readonly removedAt: Date;
  /** Since when it is to be erased or destroyed; null once it is. */
  readonly waitingSince: Date | null;
  readonly operatorNumber: number;
  readonly holderOrgId: string;
  readonly holder: string;
  readonly atTheBank: boolean;
  readonly placeId: string | null;
  readonly place: string | null;
  readonly slip: string | null;
}

export interface RemovedDetail extends RemovedView {
  /** A later inventory shows it in its device. */
  readonly seenAgain: boolean;
  /** The slip of whoever destroyed it is kept as a file. */
  readonly slipFile: boolean;
  readonly allowed: readonly RemovedVerb[];
  /** A log erased it, and leaves this to confirm: whoever signs that it is erased confirms it. */
  readonly waits: { readonly logId: string; readonly questions: readonly LogQuestion[] } | null;
  /** The files of erasing tools that were sent as its own and that the reader may open, newest first. */
  readonly files: readonly {
    readonly id: string;
    readonly filename: string;
    readonly kind: EvidenceFileKind | null;
    readonly outcome: FileOutcome | null;
  }[];
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

/** Of a medium `m`; `$2` is the reader's organisation, `$3` whether it reads those of all. */
const FILES = `ARRAY(SELECT json_build_object('id', l.id, 'filename', l.filename, 'kind', l.kind, 'outcome', l.outcome) FROM refurbishment.file_medium f
  JOIN refurbishment.erasure_log l ON l.id = f.log_id WHERE f.medium_id = m.id AND ($3::boolean OR l.organisation_id = $2::uuid) ORDER BY l.id DESC LIMIT 20)`;

@Injectable()
export class RemovedMediaQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  list(actor: Actor, asked: RemovedAsked = {}): Promise<Page<RemovedView>> {
    return REMOVED.page(this.db, scopeOf(actor, READ.workshop), asked);
  }

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
           (SELECT json_build_object('logId', w.log_id, 'questions', w.questions) FROM refurbishment.removed_waits(x.id) w) AS waits, ${FILES} AS files FROM ${REMOVED_FROM} WHERE x.code = $1 AND ${visibleRemoved(actor, 'x', '$2')}`,
          [code, organisationOf(actor), mayAll(actor, READ.workshop)],
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

/**
 * Of removed media that an act names and the actor does not see: the first that was their workshop's a while ago, as a refusal that says so,
 * and who received it. Nothing is said of one that they never had.
 * @param named codes of removed media, or of anything else.
 * @returns RuleBroken `refurbishment.removed_left_meanwhile` (facts `code`, `to`), or null.
 */
export async function removedLeftLately(
  on: Reader,
  actor: Actor,
  named: readonly string[],
): Promise<RuleBroken | null> {
  const codes = named
    .filter((text) => text.length < 40 && (meansAMedium(text) || text.length === 7))
    .flatMap((text) => readMediumCode(text) ?? []);
  // Who sees every one never loses one from sight.
  if (!isMember(actor) || mayAll(actor, READ.workshop) || !codes.length) return null;
  const [left] = await rows<{ code: string; to: string | null }>(
    on,
    `SELECT x.code, CASE WHEN e.verb = 'receive' THEN o.name END AS "to" FROM refurbishment.removed_medium x
     JOIN refurbishment.removed_medium_event e ON e.id = (SELECT min(n.id) FROM refurbishment.removed_medium_event n
       WHERE n.removed_medium_id = x.id AND n.id > (SELECT max(h.id) FROM refurbishment.removed_medium_event h
         WHERE h.removed_medium_id = x.id AND h.holder_org_id = $2))
     JOIN people.organisation o ON o.id = e.holder_org_id
     WHERE x.code = ANY ($1) AND x.holder_org_id <> $2 AND e.recorded_at > platform.now() - make_interval(days => $3) ORDER BY x.id LIMIT 1`,
    [codes, actor.organisationId, LEFT_LATELY_DAYS],
  );
  if (!left) return null;
  return new RuleBroken('refurbishment.removed_left_meanwhile', {
    code: left.code,
    to: left.to,
  });
}
