import { DataSource } from 'typeorm';
import type { Fixtures, Person } from '#bank/demo';
import { UsersService } from '#bank/people';
import { type Seen, Visitor } from '../browser/visitor.js';
import { type TestApp, testAppWith } from '../servers/app.js';
import { transactions } from '../servers/services.js';
import { benchDemo } from './bench.js';

/** The bench by its pages and its API, as people of the demo meet it. */
export class BenchPages {
  private readonly visitors = new Map<Person, Promise<Visitor>>();

  private constructor(
    readonly t: TestApp,
    readonly fixtures: Fixtures,
    readonly demo: ReturnType<typeof benchDemo>,
  ) {}

  static async open(): Promise<BenchPages> {
    const { t, fixtures } = await testAppWith('fixtures');
    return new BenchPages(t, fixtures, benchDemo({ app: t.app, fixtures, work: transactions(t.app.get(DataSource)) }));
  }

  /** Signed in once. */
  as(person: Person): Promise<Visitor> {
    const known = this.visitors.get(person) ?? Visitor.as(this.t, this.fixtures, person);
    this.visitors.set(person, known);
    return known;
  }

  /** A multipart form with one file, as a browser sends it. */
  upload(visitor: Visitor, path: string, bytes: Buffer, headers: Record<string, string> = {}): Promise<Seen> {
    const head = `--cut\r\nContent-Disposition: form-data; name="_key"\r\n\r\n${crypto.randomUUID()}\r\n--cut\r\nContent-Disposition: form-data; name="log"; filename="nwipe.log"\r\nContent-Type: text/plain\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--cut--\r\n')]);
    return visitor.send('POST', path, {
      payload,
      headers: { 'content-type': 'multipart/form-data; boundary=cut', ...headers },
    });
  }

  async codeOf(id: string): Promise<string> {
    return (await this.demo.codesOf([id]))[0]!;
  }

  /** A program of somebody's. */
  async program(person: Person): Promise<Visitor> {
    const users = this.t.app.get(UsersService);
    const who = this.fixtures.people[person];
    const token = await this.t.app
      .get(DataSource)
      .transaction((tx) => users.makeToken(tx, who, who.membershipId, 'essai'));
    return Visitor.program(this.t, token.secret);
  }
}
