import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Reader, rows } from '#database';
import { type Actor, may, READ, scopeOf, type TodayCount } from '#kernel';
import { LockQueries } from './lock.queries.js';

type Waiting = Record<'open' | 'promised' | 'planned' | 'overdue' | 'today' | 'late' | 'files', number>;

/** What waits at intake, for the home page of who works there. */
@Injectable()
export class IntakeToday {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly lockQueries: LockQueries,
  ) {}

  /** Whether any donation was ever noted. */
  async hasBegun(on: Reader = this.db): Promise<boolean> {
    const [row] = await rows<{ begun: boolean }>(on, 'SELECT EXISTS (SELECT 1 FROM intake.donation) AS begun');
    return row!.begun;
  }

  /** Donations to log, donations announced (late ones ask louder), files whose preview waits for a decision. */
  async counts(actor: Actor, on: Reader = this.db): Promise<TodayCount[]> {
    if (!may(actor, READ.donations)) return may(actor, READ.locks) ? this.locks(actor, on) : [];
    const [n, locks] = await Promise.all([this.donations(actor, on), this.locks(actor, on)]);
    const s = (count: number) => (count > 1 ? 's' : '');
    return [
      {
        count: n.open,
        label: `don${s(n.open)} à enregistrer`,
        href: '/dons?etat=received',
        icon: 'package-open',
        ...(n.open ? { tone: 'attention' as const } : {}),
      },
      {
        count: n.promised,
        label: `don${s(n.promised)} attendu${s(n.promised)}`,
        href: '/dons?etat=promised',
        icon: 'hourglass',
        ...(n.late ? { tone: 'alert' as const, detail: `${n.late} en retard` } : {}),
      },
      {
        count: n.planned,
        label: `collecte${s(n.planned)} prévue${s(n.planned)}`,
        href: '/collectes',
        icon: 'calendar',
        ...(n.overdue
          ? { tone: 'alert' as const, detail: `${n.overdue} à une date passée` }
          : n.today
            ? { tone: 'attention' as const, detail: `${n.today} aujourd’hui` }
            : {}),
      },
      ...locks,
      ...(n.files
        ? [
            {
              count: n.files,
              label: `don${s(n.files)} dont un tableur est à vérifier`,
              href: '/dons?tableur=a-verifier',
              icon: 'file-spreadsheet',
              tone: 'attention' as const,
            },
          ]
        : []),
    ];
  }

  private async donations(actor: Actor, on: Reader): Promise<Waiting> {
    const [found] = await rows<Waiting>(
      on,
      `SELECT count(*) FILTER (WHERE state = 'received')::int AS open, count(*) FILTER (WHERE state = 'promised')::int AS promised,
         count(*) FILTER (WHERE state = 'planned')::int AS planned,
         count(*) FILTER (WHERE state = 'planned' AND expected_on < b.today)::int AS overdue,
         count(*) FILTER (WHERE state = 'planned' AND expected_on = b.today)::int AS today,
         count(*) FILTER (WHERE state = 'promised' AND expected_on < b.today)::int AS late,
         (SELECT count(DISTINCT d.id)::int FROM imports.file f JOIN intake.donation d ON d.id = f.subject_id
          WHERE f.kind = 'devices' AND f.state = ANY (imports.waiting_states()) AND ($1::uuid IS NULL OR d.organisation_id = $1)) AS files
       FROM intake.donation CROSS JOIN (SELECT (now() AT TIME ZONE time_zone)::date AS today FROM people.bank) b
       WHERE state = ANY (intake.open_states()) AND ($1::uuid IS NULL OR organisation_id = $1)`,
      [scopeOf(actor, READ.donations)],
    );
    return found!;
  }

  /** Locked devices: whose delay is over, whose donor has to hear; nothing when nothing waits. */
  private async locks(actor: Actor, on: Reader): Promise<TodayCount[]> {
    const n = await this.lockQueries.counts(actor, on);
    const tells = may(actor, READ.donations);
    const donors = (count: number, verb: string) => `donateur${count > 1 ? 's' : ''} à ${verb} d’un verrou`;
    return [
      {
        count: n.overdue,
        label:
          n.overdue > 1
            ? 'appareils verrouillés : décidez ce qu’ils deviennent'
            : 'appareil verrouillé : décidez ce qu’il devient',
        detail: 'le délai du donateur est passé',
        href: '/verrous?etape=overdue',
        icon: 'lock',
        tone: 'alert' as const,
      },
      ...(tells
        ? [
            {
              count: n.tell,
              label: donors(n.tell, 'prévenir'),
              href: '/verrous?etape=to_tell',
              icon: 'mail',
              tone: 'attention' as const,
            },
            {
              count: n.remind,
              label: donors(n.remind, 'relancer'),
              href: '/verrous?etape=to_remind',
              icon: 'mail',
              tone: 'attention' as const,
            },
          ]
        : []),
    ].filter((c) => c.count > 0);
  }
}
