import { type Answers, BenchService, ErasureService, WorkshopQueries } from '#bank/workshop';
import { answers, benchDemo, fixture, NVME, PASSWORD, SATA } from '../counting/bench.js';
import { broken, type Services } from '../servers/services.js';

/** A laptop with two disks, by its serials. */
export interface Disks {
  readonly id: string;
  readonly sata: string;
  readonly nvme: string;
  readonly machine: string;
}

/** The log of nwipe erasing these disks, or another kept log with their serials. */
export const erasedLog = (d: Disks, file = 'sata-and-nvme-erased.log'): Buffer =>
  fixture(`nwipe/${file}`, { [SATA]: d.sata, [NVME]: d.nvme, PF3DEMO1: d.machine });

export type Workbench = ReturnType<typeof workbench>;

/** What Karim does at his bench, through the public services. */
export function workbench(s: Services) {
  const demo = benchDemo(s);
  const bench = s.app.get(BenchService);
  const { karim, leila } = s.fixtures.people;

  const upload = (bytes: Buffer, deviceId?: string, who = karim) =>
    s.work((tx) => s.app.get(ErasureService).receive(tx, who, { bytes, filename: 'nwipe.log' }, deviceId));
  const test = (id: string, all: Answers = answers('ok'), who = karim) =>
    s.work((tx) => bench.test(tx, who, id, { answers: all, system: 'Linux Mint 22 Xfce', password: PASSWORD }));
  const grade = (id: string, g = 'B') => s.work((tx) => bench.grade(tx, karim, id, g));
  const stock = (id: string) => broken(s.work((tx) => bench.putInStock(tx, karim, id)));

  /** What TypeScript explains, once it is what Postgres decides. */
  async function failures(id: string): Promise<string[]> {
    const gate = await s.app.get(WorkshopQueries).gate(leila, id);
    const sql: { f: string }[] = await s.db.query('SELECT f FROM refurbishment.gate_failures($1) f ORDER BY f', [id]);
    expect([...gate.failures].sort()).toEqual(sql.map((r) => r.f));
    return gate.failures.map((f) => f.replace(/:.*/, ''));
  }

  /** A laptop that only has to be put in stock. */
  async function finished(): Promise<Disks> {
    const d = await demo.withTwoDisks();
    await upload(erasedLog(d), d.id);
    await test(d.id);
    await grade(d.id);
    return d;
  }
  return { demo, upload, test, grade, stock, failures, finished };
}
