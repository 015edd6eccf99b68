import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { type Actor, may, mayAll, organisationOf, READ, type Waiting } from '#platform/kernel';
import { visibleTo } from './ticket-changes.js';

export type FaultsWaiting = 'faults_late' | 'faults_open' | 'faults_series' | 'faults_to_sort' | 'repairs_here';

interface Counted {
  open: number;
  triage: number;
  device_in: number;
  late: number;
  series: number;
  oldest: number | null;
  oldest_late: number | null;
}

@Injectable()
export class MaintenanceToday {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The bank: faults nobody took those without a device, and models that break often. A structure: its own, and devices it took in. Others: nothing. */
  async today(actor: Actor, on: Reader = this.db): Promise<Waiting<FaultsWaiting>[]> {
    if (!may(actor, READ.tickets)) return [];
    const all = mayAll(actor, READ.tickets);
    const [n] = await rows<Counted>(
      on,
      `SELECT count(*) FILTER (WHERE t.state = 'open')::int AS open,
         count(*) FILTER (WHERE t.state = 'open' AND t.structure_id IS NULL)::int AS triage,
         count(*) FILTER (WHERE t.state = 'device_in')::int AS device_in,
         count(*) FILTER (WHERE t.due_at < platform.now())::int AS late,
         ${all ? '(SELECT count(*)::int FROM maintenance.model_series(NULL))' : '0'} AS series,
         extract(day FROM platform.now() - min(t.opened_at) FILTER (WHERE t.state = 'open'))::int AS oldest,
         extract(day FROM platform.now() - min(t.opened_at) FILTER (WHERE t.due_at < platform.now()))::int AS oldest_late
       FROM maintenance.ticket t WHERE t.due_at IS NOT NULL AND ${visibleTo(actor, 't', '$1')}`,
      [organisationOf(actor)],
    );
    return [
      { what: 'faults_late', count: n!.late, oldest: n!.oldest_late },
      { what: 'faults_open', count: n!.open, oldest: n!.oldest },
      ...(all && n!.triage ? [{ what: 'faults_to_sort' as const, count: n!.triage }] : []),
      ...(n!.series ? [{ what: 'faults_series' as const, count: n!.series }] : []),
      ...(!all && n!.device_in ? [{ what: 'repairs_here' as const, count: n!.device_in }] : []),
    ];
  }
}
