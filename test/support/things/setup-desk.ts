import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { readable, Visitor } from '../browser/visitor.js';
import { type TestApp, testAppWith } from '../servers/app.js';
import { multipart } from '../servers/multipart.js';

/** Lists with which a bank begins, sent by its administrator to a server of one's own. */
export class SetupDesk {
  private constructor(
    readonly t: TestApp,
    readonly fixtures: Fixtures,
    readonly leila: Visitor,
  ) {}

  static async open(): Promise<SetupDesk> {
    const { t, fixtures } = await testAppWith('fixtures');
    return new SetupDesk(t, fixtures, await Visitor.as(t, fixtures, 'leila'));
  }

  get db(): DataSource {
    return this.t.app.get(DataSource);
  }

  /** Sends a list as a file of a form. @returns the address of its preview */
  async sends(list: string, text: string | Buffer, who = this.leila): Promise<string> {
    const name = typeof text === 'string' ? `${list}.csv` : `${list}.xlsx`;
    const file = multipart('sheet', name, Buffer.from(text), { _key: randomUUID(), _org: who.organisation! });
    const seen = await who.send('POST', `/gestion/import/${list}`, file);
    if (seen.status !== 303) throw new Error(`${seen.status} ${/error-summary[\s\S]{0,400}/.exec(seen.text)?.[0]}`);
    return seen.location!;
  }

  async page(at: string): Promise<string> {
    return readable(await this.leila.get(at));
  }

  /** What the audit says was taken out last. */
  async exported(): Promise<string> {
    const sql = `SELECT facts->>'list' AS list FROM people.audit_entry WHERE verb = 'export' ORDER BY id DESC LIMIT 1`;
    return (await this.db.query(sql))[0]?.list;
  }

  async count(sql: string): Promise<number> {
    return (await this.db.query(`SELECT count(*)::int AS n FROM ${sql}`))[0].n;
  }
}
