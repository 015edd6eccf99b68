import { CLIENTS, type Ground } from './ground.js';
import { call } from './http.js';
import type { AtWork } from './people.js';
import type { Requests, Work } from './rounds.js';
import { taker } from './taker.js';

const LIST = `
  SELECT coalesce(json_agg(x), '[]') AS page FROM (
    SELECT d.id, d.code, d.category, d.make, d.model, d.serial, d.grade, d.state, d.changed_at, p.name AS place, o.name AS holder
    FROM devices.device d LEFT JOIN people.place p ON p.id = d.place_id LEFT JOIN people.organisation o ON o.id = d.holder_org_id
    WHERE d.state = $1 AND d.id < $2 ORDER BY d.id DESC LIMIT 51) x`;

const SEARCH = `
  SELECT coalesce(json_agg(x), '[]') AS page FROM (
    SELECT d.id, d.code, d.category, d.make, d.model, d.serial, d.state FROM devices.device_search s JOIN devices.device d ON d.id = s.device_id
    WHERE s.words LIKE $1 ORDER BY d.id DESC LIMIT 51) x`;

/** What is called so besides: as the barest program would look, in one statement. */
const NAMED = `
  SELECT coalesce(json_agg(x), '[]') AS named FROM (
    (SELECT id, name FROM people.organisation WHERE name ILIKE $1 LIMIT 6) UNION ALL (SELECT id, name FROM people.place WHERE name ILIKE $1 LIMIT 6)
    UNION ALL (SELECT id, name FROM intake.donor WHERE name ILIKE $1 LIMIT 6)
    UNION ALL (SELECT id, number FROM intake.donation WHERE number = $2) UNION ALL (SELECT id, number FROM logistics.transfer WHERE number = $2)
    UNION ALL (SELECT id, number FROM allocation.request WHERE number = $2) UNION ALL (SELECT id, number FROM documents.document WHERE number = $2)
    UNION ALL (SELECT id, iccid FROM sims.sim WHERE position($2 IN iccid) > 0 LIMIT 6)) x`;

const DEVICE = 'SELECT row_to_json(d) AS device FROM devices.device d WHERE d.code = $1';
const EVENTS =
  "SELECT coalesce(json_agg(x), '[]') AS events FROM (SELECT * FROM devices.device_event WHERE device_id = $1 ORDER BY id DESC LIMIT 20) x";

/** What is asked of a server: an address, by a program or in a browser. */
interface Asked {
  readonly path: () => string;
  readonly as: keyof AtWork;
}

/** What people read all day. Each through the API and, where a person looks at it, as the page itself. */
export function readings(g: Ground): Requests[] {
  /** Prepared under its name, or without one planned for its values: a kept plan of the search would walk the whole table. */
  const ask = async (name: string | undefined, text: string, values: unknown[]): Promise<number> => {
    await g.pool.query({ ...(name ? { name } : {}), text, values });
    return 1;
  };
  const through =
    (url: string, { path, as }: Asked): Work =>
    async (client) => {
      await call(`${url}${path()}`, g.people[client]![as]);
      return 1;
    };
  const row = (name: string, loop: () => Promise<number>, asked: Asked, aim?: number, others = false): Requests => ({
    kind: 'requests',
    name,
    unit: '/s',
    clients: CLIENTS,
    aims: { ...(aim ? { loop: aim } : {}), ...(others ? { byHand: 0.8, firstWritten: 4 } : {}) },
    sides: {
      ours: { pid: g.server.pid, work: through(g.url, asked) },
      loop: { pid: process.pid, work: loop },
      ...(others ? referencesTo(g, (url) => through(url, asked)) : {}),
    },
  });
  const api = (path: () => string): Asked => ({ path, as: 'api' });
  const page = (path: () => string): Asked => ({ path, as: 'page' });
  const from = taker(g.ids);
  const state = taker(['in_stock', 'received', 'at_workshop', 'returned']);
  const part = taker(g.serials.map((s) => s.slice(3, 9)));
  const device = taker(g.ids.map((id, i) => ({ id, code: g.codes[i]! })));
  const cursor = (id: string) => Buffer.from(JSON.stringify(['newest', id])).toString('base64url');
  const list = () => ask('list', LIST, [state(), from()]);
  const search = () => ask(undefined, SEARCH, [`%${part().toLowerCase()}%`]);
  const everything = async () => {
    const typed = part();
    await ask(undefined, SEARCH, [`%${typed.toLowerCase()}%`]);
    return ask('named', NAMED, [`%${typed}%`, typed]);
  };
  const one = async () => {
    const { id, code } = device();
    await ask('device', DEVICE, [code]);
    return ask('events', EVENTS, [id]);
  };
  return [
    row(
      'list page of 50, API',
      list,
      api(() => `/api/v1/devices?state=${state()}&after=${cursor(from())}`),
      0.6,
      true,
    ),
    row(
      'list page of 50, HTML',
      list,
      page(() => `/appareils?state=${state()}&after=${cursor(from())}`),
      0.3,
    ),
    row(
      'search by part of a serial',
      search,
      api(() => `/api/v1/devices?q=${part()}`),
      0.5,
    ),
    row(
      'search over everything, API',
      everything,
      api(() => `/api/v1/search?q=${part()}`),
    ),
    row(
      'search over everything, HTML',
      everything,
      page(() => `/recherche?q=${part()}`),
    ),
    row(
      'device and its events, API',
      one,
      api(() => `/api/v1/devices/${device().code}?events=20`),
      0.4,
      true,
    ),
    row(
      'device page, HTML',
      one,
      page(() => `/appareils/${device().code}`),
      0.2,
    ),
  ];
}

const referencesTo = ({ references: { byHand, firstWritten } }: Ground, work: (url: string) => Work) => ({
  byHand: { pid: byHand.pid, work: work(byHand.url) },
  firstWritten: { pid: firstWritten.pid, work: work(firstWritten.url) },
});
