import type { DataSource } from 'typeorm';
import { BenchService } from '#bank/workshop';
import { newId } from '#platform/kernel';
import { openDataSource } from '../servers/database.js';
import type { Services } from '../servers/services.js';
import type { Disks } from '../things/workbench.js';
import { answers, benchDemo, PASSWORD } from './bench.js';

export type RawSqlAttacker = Awaited<ReturnType<typeof rawSqlAttacker>>;

/** Somebody with the application's own login and any SQL they like: the device must not get into the stock. */
export async function rawSqlAttacker(s: Services) {
  const attacker: DataSource = await openDataSource(s.database.url, {}, 2);
  const demo = benchDemo(s);
  const karim = () => s.fixtures.people.karim;

  /** What SQL ends with: a rule, a privilege, a constraint, or `done`. */
  async function tried(sql: string, params: unknown[] = []): Promise<string> {
    try {
      await attacker.query(sql, params);
      return 'done';
    } catch (error) {
      const pg =
        (error as { driverError?: { code?: string; message?: string; constraint?: string } }).driverError ?? {};
      if (pg.code === 'BN001') return pg.message!;
      return pg.code === '42501' ? 'not permitted' : (pg.constraint ?? `${pg.code} ${pg.message}`);
    }
  }

  /** The forged change of state, with its forged history row, in one statement as the services do it. */
  const stockSql = (id: string, to = 'in_stock', verb = 'put_in_stock') =>
    tried(
      `WITH e AS (
         INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel)
         SELECT d.id, $3, d.state, $2, devices.location_of(d), devices.location_of(d), devices.holder_of(d), devices.holder_of(d), 'page'
         FROM devices.device d WHERE d.id = $1 RETURNING id
       ) UPDATE devices.device SET state = $2, last_event_id = (SELECT id FROM e) WHERE id = $1`,
      [id, to, verb],
    );
  const stateOf = async (id: string) =>
    (await s.db.query('SELECT state FROM devices.device WHERE id = $1', [id]))[0].state;
  const signedBy = () => [karim().membershipId, karim().operatorNumber, karim().organisationId];

  /** Everything in order but the erasure of one of the two disks. */
  async function almost(): Promise<Disks & { medium: string }> {
    const d = await demo.withTwoDisks();
    await s.work(async (tx) => {
      await s.app
        .get(BenchService)
        .test(tx, karim(), d.id, { answers: answers('ok'), system: 'Linux Mint 22 Xfce', password: PASSWORD });
      await s.app.get(BenchService).grade(tx, karim(), d.id, 'B');
    });
    const [medium] = await s.db.query('SELECT id FROM devices.medium WHERE device_id = $1 AND serial = $2', [
      d.id,
      d.sata,
    ]);
    return { ...d, medium: medium.id };
  }

  const evidence = (
    medium: string,
    device: string,
    more: {
      epoch?: number;
      result?: string | null;
      kind?: string;
      text?: string | null;
      decided?: boolean;
      by?: unknown[];
    } = {},
  ) =>
    tried(
      `INSERT INTO refurbishment.evidence (id, medium_id, device_id, data_epoch, kind, drive_result_id, decided, stated_text, membership_id, operator_number, organisation_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        newId(),
        medium,
        device,
        more.epoch ?? 1,
        more.kind ?? 'log',
        more.result ?? null,
        more.decided ?? false,
        more.text ?? null,
        ...(more.by ?? signedBy()),
      ],
    );

  return { attacker, demo, karim, tried, stockSql, stateOf, signedBy, almost, evidence };
}
