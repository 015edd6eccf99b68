import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Reader, rows } from '#database';
import { type Actor, isMember, may, mayAll, READ, type TodayCount } from '#kernel';

const several = (n: number, one: string, many: string): string => (n > 1 ? many : one);
const days = (n: number): string => (n > 1 ? `${n} jours` : n ? '1 jour' : 'moins d’un jour');

/** What waits for somebody here today. */
@Injectable()
export class AllocationToday {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Whether any structure was ever given a quota. */
  async hasQuotas(on: Reader = this.db): Promise<boolean> {
    const [row] = await rows<{ given: boolean }>(on, 'SELECT EXISTS (SELECT 1 FROM allocation.quota) AS given');
    return row!.given;
  }

  /** The counts of the home page, by kind of person; nothing for those who have nothing to do with requests. */
  async allocationToday(actor: Actor, on: Reader = this.db): Promise<TodayCount[]> {
    if (mayAll(actor, READ.requests)) return this.ofTheBank(on);
    return isMember(actor) && may(actor, READ.requests) ? this.ofAStructure(actor.organisationId, on) : [];
  }

  private async ofTheBank(on: Reader): Promise<TodayCount[]> {
    const [counted] = await rows<{ submitted: number; oldest: number; unserved: number; reserved: number }>(
      on,
      `SELECT (SELECT count(*)::int FROM allocation.request WHERE state = 'submitted') AS submitted,
         (SELECT coalesce(extract(day FROM now() - min(submitted_at))::int, 0) FROM allocation.request WHERE state = 'submitted') AS oldest,
         (SELECT count(*)::int FROM allocation.request_unit u WHERE u.state = 'approved'
            AND NOT EXISTS (SELECT 1 FROM allocation.reservation v WHERE v.unit_id = u.id AND v.ended_at IS NULL)) AS unserved,
         (SELECT count(*)::int FROM allocation.reservation v JOIN devices.device d ON d.id = v.device_id WHERE v.ended_at IS NULL AND d.state = 'reserved') AS reserved`,
    );
    const row = counted!;
    return [
      {
        count: row.submitted,
        label: several(row.submitted, 'demande à valider', 'demandes à valider'),
        href: '/demandes?etat=submitted',
        icon: 'hand-heart',
        ...(row.submitted ? { tone: 'attention' as const, detail: `la plus ancienne : ${days(row.oldest)}` } : {}),
      },
      {
        count: row.unserved,
        label: several(row.unserved, 'appareil attendu', 'appareils attendus'),
        href: '/attributions',
        icon: 'laptop',
      },
      {
        count: row.reserved,
        label: several(row.reserved, 'appareil réservé, à livrer', 'appareils réservés, à livrer'),
        href: '/attributions/livraisons',
        icon: 'truck',
        ...(row.reserved ? { tone: 'attention' as const } : {}),
      },
    ];
  }

  private async ofAStructure(structureId: string, on: Reader): Promise<TodayCount[]> {
    const [counted] = await rows<{ ready: number; drafts: number; running: number; held: number }>(
      on,
      `SELECT (SELECT count(*)::int FROM allocation.reservation v JOIN devices.device d ON d.id = v.device_id
            JOIN allocation.request_unit u ON u.id = v.unit_id WHERE v.ended_at IS NULL AND d.state = 'delivered' AND u.structure_id = $1) AS ready,
         (SELECT count(*)::int FROM allocation.request WHERE structure_id = $1 AND state = 'draft') AS drafts,
         (SELECT count(*)::int FROM allocation.request WHERE structure_id = $1 AND state = ANY (allocation.waiting_states())) AS running,
         (SELECT count(*)::int FROM allocation.handover WHERE structure_id = $1 AND ended_at IS NULL) AS held`,
      [structureId],
    );
    const row = counted!;
    const counts: TodayCount[] = [
      {
        count: row.ready,
        label: several(row.ready, 'appareil à remettre', 'appareils à remettre'),
        href: '/remises',
        icon: 'hand-heart',
        ...(row.ready ? { tone: 'attention' as const } : {}),
      },
      {
        count: row.running,
        label: several(row.running, 'demande en cours', 'demandes en cours'),
        href: '/demandes',
        icon: 'hourglass',
      },
      {
        count: row.held,
        label: several(row.held, 'appareil remis', 'appareils remis'),
        href: '/remises?liste=remis',
        icon: 'users',
      },
    ];
    if (row.drafts) {
      const label = several(row.drafts, 'brouillon à envoyer', 'brouillons à envoyer');
      counts.push({ count: row.drafts, label, href: '/demandes?etat=draft', icon: 'pencil' });
    }
    return counts;
  }
}
