import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { type Actor, may, READ, scopeOf, type Waiting } from '#platform/kernel';
import { IN_DEPOSIT } from './donations/deposit.js';
import { type Capacity, SELLING_TERMS } from './donors/public-gifts.js';
import { LockQueries } from './locks/lock.queries.js';

export type IntakeWaiting =
  | 'donations_to_log'
  | 'donations_expected'
  | 'collections_planned'
  | 'collections_today'
  | 'agreements_unsigned'
  | 'decisions_awaited'
  | 'donation_files'
  | 'locks_overdue'
  | 'locks_to_tell'
  | 'locks_to_remind';

interface Counted
  extends Record<
    'open' | 'promised' | 'planned' | 'overdue' | 'today' | 'late' | 'files' | 'unsigned' | 'undecided',
    number
  > {
  readonly openOldest: number | null;
  readonly unsignedOldest: number | null;
  readonly undecidedOldest: number | null;
}

export interface IntakeSettled {
  /** It has said at which title it receives from an administration. */
  readonly capacity: boolean;
  readonly donations: boolean;
}

@Injectable()
export class IntakeToday {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly lockQueries: LockQueries,
  ) {}

  async settled(on: Reader = this.db): Promise<IntakeSettled> {
    const [row] = await rows<IntakeSettled>(
      on,
      `SELECT t.capacity <> $1 AS capacity, EXISTS (SELECT 1 FROM intake.donation) AS donations FROM (${SELLING_TERMS}) t`,
      ['not_said' satisfies Capacity],
    );
    return row!;
  }

  /** Donations to log and announced, agreements that did not come back signed, files to look at, locks. */
  async today(actor: Actor, on: Reader = this.db): Promise<Waiting<IntakeWaiting>[]> {
    if (!may(actor, READ.donations)) return may(actor, READ.locks) ? this.locks(actor, on) : [];
    const [n, locks] = await Promise.all([this.donations(actor, on), this.locks(actor, on)]);
    return [
      { what: 'donations_to_log', count: n.open, oldest: n.openOldest },
      { what: 'donations_expected', count: n.promised, late: n.late },
      { what: 'collections_today', count: n.overdue + n.today, late: n.overdue },
      { what: 'collections_planned', count: n.planned - n.overdue - n.today },
      { what: 'agreements_unsigned', count: n.unsigned, oldest: n.unsignedOldest },
      { what: 'decisions_awaited', count: n.undecided, oldest: n.undecidedOldest },
      { what: 'donation_files', count: n.files },
      ...locks,
    ];
  }

  private async donations(actor: Actor, on: Reader): Promise<Counted> {
    const [found] = await rows<Counted>(
      on,
      `SELECT count(*) FILTER (WHERE state = 'received')::int AS open, count(*) FILTER (WHERE state = 'promised')::int AS promised,
         extract(day FROM platform.now() - min(received_at) FILTER (WHERE state = 'received'))::int AS "openOldest",
         count(*) FILTER (WHERE state = 'planned')::int AS planned,
         count(*) FILTER (WHERE state = 'planned' AND expected_on < b.today)::int AS overdue,
         count(*) FILTER (WHERE state = 'planned' AND expected_on = b.today)::int AS today,
         count(*) FILTER (WHERE state = 'promised' AND expected_on < b.today)::int AS late,
         (SELECT count(DISTINCT d.id)::int FROM imports.file f JOIN intake.donation d ON d.id = f.subject_id
          WHERE f.kind = 'devices' AND f.state = ANY (imports.waiting_states()) AND ($1::uuid IS NULL OR d.organisation_id = $1)) AS files,
         min(a.n) AS unsigned, min(a.oldest) AS "unsignedOldest", min(w.n) AS undecided, min(w.oldest) AS "undecidedOldest"
       FROM (SELECT (platform.now() AT TIME ZONE time_zone)::date AS today FROM people.bank) b
       CROSS JOIN (SELECT count(*)::int AS n, extract(day FROM platform.now() - min(w.since))::int AS oldest
         FROM intake.agreements_awaited() w JOIN intake.donation d ON d.id = w.donation_id
         WHERE $1::uuid IS NULL OR d.organisation_id = $1) a
       CROSS JOIN (SELECT count(*)::int AS n, extract(day FROM platform.now() - min(d.received_at))::int AS oldest
         FROM intake.donation d WHERE d.id IN (${IN_DEPOSIT}) AND ($1::uuid IS NULL OR d.organisation_id = $1)) w
       LEFT JOIN intake.donation ON state = ANY (intake.open_states()) AND ($1::uuid IS NULL OR organisation_id = $1)`,
      [scopeOf(actor, READ.donations)],
    );
    return found!;
  }

  private async locks(actor: Actor, on: Reader): Promise<Waiting<IntakeWaiting>[]> {
    const { overdue = 0, to_tell = 0, to_remind = 0 } = await this.lockQueries.counts(actor, on);
    const tells = may(actor, READ.donations);
    return [
      { what: 'locks_overdue' as const, count: overdue, late: overdue },
      { what: 'locks_to_tell' as const, count: tells ? to_tell : 0 },
      { what: 'locks_to_remind' as const, count: tells ? to_remind : 0 },
    ].filter((w) => w.count > 0);
  }
}
