import { isAgentRequest } from '#platform/http';
import type { Side, Someone } from '../../support/browser/everybody.js';
import type { Seen } from '../../support/browser/visitor.js';
import type { Params, Things } from '../../support/things/things.js';
import type { Row } from '../access-matrix.js';

type AllThings = Readonly<Record<string, Things>>;

/** The thing of the person's organisation; somebody without one asks for another organisation's. */
function paramsFor(row: Row, things: AllThings, side: Side | null): Params {
  if (!row.thing) return {};
  const of = things[row.thing];
  const params = of && ((side && of[side]) ?? Object.values(of)[0]);
  if (!params) throw new Error(`no « ${row.thing} » for ${row.route}`);
  return params;
}

/** The address of a thing; what of it the path does not name is asked for in the query. */
function addressOf(row: Row, things: AllThings, side: Side | null): string {
  const path = row.route.split(' ')[1]!;
  const params = paramsFor(row, things, side);
  if (row.thing && !path.includes(':')) return `${path}?${new URLSearchParams(params)}`;
  return path.replace(/:(\w+)/g, (_, name: string) => {
    if (params[name] === undefined) throw new Error(`« ${row.thing} » has no ${name} for ${row.route}`);
    return params[name];
  });
}

/** Sends the request of a line of the matrix, about the thing of a person's organisation. @param more what its address asks besides. */
export function askRoute(
  row: Row,
  things: AllThings,
  side: Side | null,
  who: Someone,
  body: object = {},
  more: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const [method = ''] = row.route.split(' ');
  const address = addressOf(row, things, side);
  const query = String(new URLSearchParams(more));
  const url = query ? `${address}${address.includes('?') ? '&' : '?'}${query}` : address;
  if (isAgentRequest({ url })) return who.api.agent(method, url);
  if (url.startsWith('/api/')) return who.api.api(method, url, method === 'GET' ? undefined : body);
  return method === 'GET' ? who.page.get(url) : who.page.post(url);
}
