import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import {
  assembled,
  type FilterAnswers,
  isSerial,
  ofChoice,
  type PageAsked,
  type PlannedPerCall,
  rows,
} from '#platform/database';
import {
  type Actor,
  type Channel,
  organisationOf,
  type Page,
  pageOf,
  READ,
  readCursor,
  scopeOf,
} from '#platform/kernel';
import { AUDIT_THEMES, kindsOf } from './audit-acts.js';

/** Who managed what, as a manager reads it: names within their own organisation, numbers outside. */
export interface AuditView {
  readonly id: string;
  readonly at: Date;
  readonly verb: string;
  readonly kind: string;
  /** `program`: scheduled work, a command line, or somebody at the door. */
  readonly by: 'member' | 'installation' | 'program';
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
  readonly channel: Channel | null;
  /** Of what it was done to: a name of one's own, an organisation, a place; null where there is none to say. */
  readonly subject: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

const SORTS = {
  newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Anciennes d’abord', heading: 'Quand', order: 'ascending', keys: [] },
} as const;
type AuditSort = keyof typeof SORTS;
const isSort = (sort: string): sort is AuditSort => Object.hasOwn(SORTS, sort);

function placeIn(cursor: string | undefined, sort?: string): { readonly sort: AuditSort; readonly id: string } | null {
  const [of, id] = readCursor(cursor, 2) ?? [];
  return typeof of === 'string' && isSort(of) && (!sort || of === sort) && isSerial(id) ? { sort: of, id } : null;
}

export const AUDIT = {
  sorts: SORTS,
  usual: 'newest',
  filters: {
    theme: ofChoice({
      label: 'Sujet',
      about: 'Entries of one theme: connections, accounts, organisations, settings, exports, what was erased.',
      page: 'sujet',
      choices: AUDIT_THEMES,
    }),
  },
  isPlace: (cursor: string, sort?: string) => placeIn(cursor, sort) !== null,
};
export type AuditAsked = FilterAnswers<typeof AUDIT.filters> & PageAsked<AuditSort>;

const FOR_WHOSE: PlannedPerCall = {
  plan: 'per call',
  because: 'whose entries are asked for, if anybody’s, decides the plan',
};

/** A page of the audit: after a row, `$3`, in its order. */
export const AUDIT_LOG = assembled(
  (sort: AuditSort, values: unknown[]) => ({
    text: `SELECT e.id::text AS id, e.at, e.verb, e.subject_kind AS kind,
       CASE WHEN e.user_id IS NULL AND e.membership_id IS NULL THEN 'program' WHEN m.id IS NULL THEN 'installation' ELSE 'member' END AS by,
       m.operator_number AS "operatorNumber", CASE WHEN m.organisation_id = $1 THEN coalesce(u.name, (SELECT c.name FROM people.machine_credential c WHERE c.membership_id = m.id LIMIT 1)) END AS "operatorName",
       o.name AS organisation, e.channel,
       CASE e.subject_kind
         WHEN 'organisation' THEN (SELECT x.name FROM people.organisation x WHERE x.id = e.subject_id)
         WHEN 'place' THEN (SELECT x.name FROM people.place x WHERE x.id = e.subject_id)
         WHEN 'membership' THEN (SELECT CASE WHEN x.organisation_id = $1 THEN coalesce(x.invited_as, v.name) ELSE 'n° ' || x.operator_number END
           FROM people.membership x JOIN people.app_user v ON v.id = x.user_id WHERE x.id = e.subject_id)
         WHEN 'user' THEN (SELECT CASE WHEN x.organisation_id = $1 THEN coalesce(x.invited_as, v.name) ELSE 'n° ' || x.operator_number END
           FROM people.membership x JOIN people.app_user v ON v.id = x.user_id WHERE v.id = e.subject_id
           ORDER BY (x.organisation_id = $1) DESC, x.created_at LIMIT 1)
       END AS subject, e.facts
     FROM people.audit_entry e
     LEFT JOIN LATERAL (SELECT x.* FROM people.membership x WHERE x.id = e.membership_id
       OR (e.membership_id IS NULL AND e.channel IS NULL AND x.user_id = e.user_id) ORDER BY x.created_at LIMIT 1) m ON true
     LEFT JOIN people.app_user u ON u.id = m.user_id LEFT JOIN people.organisation o ON o.id = m.organisation_id
     WHERE ($2::uuid IS NULL OR e.organisation_id = $2) AND ($3::bigint IS NULL OR e.id ${sort === 'newest' ? '<' : '>'} $3)
       AND ($4::text[] IS NULL OR e.subject_kind = ANY ($4))
     ORDER BY e.id ${sort === 'newest' ? 'DESC' : 'ASC'} LIMIT $5`,
    values,
    options: FOR_WHOSE,
  }),
  [
    ['newest', [null, null, null, null, 51]],
    ['oldest', [null, null, null, null, 51]],
  ],
);

/** The audit as it is read: all of it by the bank's administrators, an organisation's own by its manager. */
@Injectable()
export class AuditLogService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Newest first, or oldest: by what came first, whatever a clock said. @throws NotFound */
  async list(
    actor: Actor,
    { theme, cursor, sort = placeIn(cursor)?.sort ?? 'newest', limit: asked = 50 }: AuditAsked = {},
  ): Promise<Page<AuditView>> {
    const limit = Math.min(asked, 1_000);
    const beyond = placeIn(cursor, sort)?.id ?? null;
    const kinds = theme ? kindsOf(theme) : null;
    const values = [organisationOf(actor), scopeOf(actor, READ.audit), beyond, kinds, limit + 1];
    const { text, options } = AUDIT_LOG(sort, values);
    return pageOf(await rows<AuditView>(this.db, text, values, options), limit, (entry) => [sort, entry.id]);
  }
}
