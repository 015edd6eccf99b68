import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Actor, hasRole, type TodayCount } from '#kernel';
import { INTAKE_ROLES, intakeScope } from './access.js';

/** What waits at intake, for the home page of who works there. */
@Injectable()
export class IntakeToday {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Donations to log, donations announced (late ones ask louder), files whose preview waits for a decision. */
  async counts(actor: Actor): Promise<TodayCount[]> {
    if (!hasRole(actor, ...INTAKE_ROLES)) return [];
    const [n] = await this.db.query(
      `SELECT count(*) FILTER (WHERE state = 'received')::int AS open, count(*) FILTER (WHERE state = 'promised')::int AS promised,
         count(*) FILTER (WHERE state = 'planned')::int AS planned,
         count(*) FILTER (WHERE state = 'planned' AND expected_on < b.today)::int AS overdue,
         count(*) FILTER (WHERE state = 'planned' AND expected_on = b.today)::int AS today,
         count(*) FILTER (WHERE state = 'promised' AND expected_on < b.today)::int AS late,
         (SELECT count(DISTINCT d.id)::int FROM intake.file f JOIN intake.donation d ON d.id = f.donation_id
          WHERE f.state = 'ready' AND ($1::uuid IS NULL OR d.organisation_id = $1)) AS files
       FROM intake.donation CROSS JOIN (SELECT (now() AT TIME ZONE time_zone)::date AS today FROM people.bank) b
       WHERE state IN ('received', 'promised', 'planned') AND ($1::uuid IS NULL OR organisation_id = $1)`,
      [intakeScope(actor)],
    );
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
          ? { tone: 'alert' as const, detail: `${n.overdue} au jour passé` }
          : n.today
            ? { tone: 'attention' as const, detail: `${n.today} aujourd’hui` }
            : {}),
      },
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
}
