import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { rows } from '#database';
import { type Actor, type Channel, organisationOf, type Page, pageOf, READ, readCursor, scopeOf } from '#kernel';
import { type AuditTheme, kindsOf } from './audit-acts.js';

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

export interface AuditFilter {
  readonly theme?: AuditTheme | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** The audit as it is read: all of it by the bank's administrators, an organisation's own by its manager. */
@Injectable()
export class AuditLogService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Newest first: by what came first, whatever a clock said. @throws NotFound */
  async list(actor: Actor, filter: AuditFilter = {}): Promise<Page<AuditView>> {
    const whose = scopeOf(actor, READ.audit);
    const limit = Math.min(filter.limit ?? 50, 1_000);
    const [before] = readCursor(filter.cursor, 1) ?? [];
    const found = await rows<AuditView>(
      this.db,
      `SELECT e.id::text AS id, e.at, e.verb, e.subject_kind AS kind,
         CASE WHEN e.user_id IS NULL THEN 'program' WHEN m.id IS NULL THEN 'installation' ELSE 'member' END AS by,
         m.operator_number AS "operatorNumber", CASE WHEN m.organisation_id = $1 THEN u.name END AS "operatorName",
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
       WHERE ($2::uuid IS NULL OR e.organisation_id = $2) AND ($3::bigint IS NULL OR e.id < $3)
         AND ($4::text[] IS NULL OR e.subject_kind = ANY ($4))
       ORDER BY e.id DESC LIMIT $5`,
      [
        organisationOf(actor),
        whose,
        typeof before === 'string' && /^\d{1,18}$/.test(before) ? before : null,
        filter.theme ? kindsOf(filter.theme) : null,
        limit + 1,
      ],
      { plan: 'per call', because: 'whose entries are asked for, if anybody’s, decides the plan' },
    );
    return pageOf(found, limit, (entry) => [entry.id]);
  }
}
