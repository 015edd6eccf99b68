import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Reader, rows } from '#database';
import { organisationOf } from '#devices';
import { type Actor, may, mayAll, READ, type TodayCount } from '#kernel';
import { visibleTo } from './change.js';

const LATE_DAYS = 7;

interface Counted {
  open: number;
  triage: number;
  device_in: number;
  late: number;
  oldest: number | null;
}

/** What faults ask of somebody today. */
@Injectable()
export class MaintenanceToday {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The bank: faults nobody took and those without a device. A structure: its own, and devices it took in. Others: nothing. */
  async counts(actor: Actor, on: Reader = this.db): Promise<TodayCount[]> {
    if (!may(actor, READ.tickets)) return [];
    const [n] = await rows<Counted>(
      on,
      `SELECT count(*) FILTER (WHERE t.state = 'open')::int AS open,
         count(*) FILTER (WHERE t.state = 'open' AND t.structure_id IS NULL)::int AS triage,
         count(*) FILTER (WHERE t.state = 'device_in')::int AS device_in,
         count(*) FILTER (WHERE t.state = 'open' AND t.opened_at < now() - make_interval(days => $2))::int AS late,
         extract(day FROM now() - min(t.opened_at) FILTER (WHERE t.state = 'open'))::int AS oldest
       FROM maintenance.ticket t WHERE t.state = ANY (maintenance.counted_states()) AND ${visibleTo(actor, 't', '$1')}`,
      [organisationOf(actor), LATE_DAYS],
    );
    const counts: TodayCount[] = [
      {
        count: n!.open,
        label: n!.open < 2 ? 'panne sans suite' : 'pannes sans suite',
        href: '/pannes?etat=open',
        icon: 'life-buoy',
        ...(n!.open ? { tone: n!.late ? ('alert' as const) : ('attention' as const) } : {}),
        ...(n!.oldest ? { detail: `la plus ancienne : ${n!.oldest} ${n!.oldest < 2 ? 'jour' : 'jours'}` } : {}),
      },
    ];
    if (n!.triage && mayAll(actor, READ.tickets)) {
      counts.push({
        count: n!.triage,
        label: n!.triage < 2 ? 'panne sans structure' : 'pannes sans structure',
        detail: 'appareil inconnu ou jamais remis',
        href: '/pannes?etat=triage',
        icon: 'life-buoy',
        tone: 'attention',
      });
    }
    if (n!.device_in && !mayAll(actor, READ.tickets)) {
      counts.push({
        count: n!.device_in,
        label: n!.device_in < 2 ? 'appareil en réparation chez vous' : 'appareils en réparation chez vous',
        href: '/pannes?etat=device_in',
        icon: 'wrench',
      });
    }
    return counts;
  }
}
