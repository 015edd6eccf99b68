import { createHash } from 'node:crypto';
import Fastify, { type FastifyRequest } from 'fastify';
import pg from 'pg';
import { BARE_FEED } from './feed.js';
import { allowedIn, CHANGE, EVENTS, MOVABLE, MOVERS, PAGE, READERS, REASONS } from './rules.js';

// Fastify and pg as somebody would write them by hand who wants nothing but these four answers, on the bank's own tables: their triggers,
// keys and checks hold here too. Every text is prepared, and nothing is asked twice.

const ASKER = `
  SELECT t.scopes, m.id AS membership_id, m.operator_number, m.organisation_id, m.roles FROM people.machine_credential t
  JOIN people.membership m ON m.id = t.membership_id AND m.active JOIN people.app_user u ON u.id = m.user_id AND u.active
  JOIN people.organisation o ON o.id = m.organisation_id AND o.active
  WHERE t.secret_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > now()`;

const LOCK = `
  SELECT d.id, d.state, d.holder_org_id, devices.location_of(d) AS location, devices.holder_of(d) AS holder,
    EXISTS (SELECT FROM people.place p WHERE p.id = $2 AND p.active AND p.organisation_id = d.holder_org_id) AS fits
  FROM devices.device d WHERE d.code = $1 FOR UPDATE OF d`;

const DEVICE = `
  SELECT d.*, p.name AS place, o.name AS holder,
    coalesce((SELECT json_agg(json_build_object('issuer', a.issuer, 'number', a.number)) FROM devices.alias a WHERE a.device_id = d.id), '[]') AS aliases,
    coalesce((SELECT json_agg(m ORDER BY m.first_seen_at, m.slot) FROM devices.medium m WHERE m.device_id = d.id), '[]') AS media
  FROM devices.device d LEFT JOIN people.place p ON p.id = d.place_id LEFT JOIN people.organisation o ON o.id = d.holder_org_id WHERE d.code = $1`;

const HISTORY = `
  SELECT e.*, u.name AS operator, o.name AS organisation FROM devices.device_event e
  LEFT JOIN people.organisation o ON o.id = e.organisation_id
  LEFT JOIN people.membership m ON m.id = e.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id
  WHERE e.device_id = $1 ORDER BY e.id DESC LIMIT ${EVENTS}`;

const LIST = `
  SELECT d.id, d.code, d.category, d.make, d.model, d.serial, d.condition, d.grade, d.state, d.changed_at, p.name AS place, o.name AS holder
  FROM devices.device d LEFT JOIN people.place p ON p.id = d.place_id LEFT JOIN people.organisation o ON o.id = d.holder_org_id
  WHERE d.state = $1 AND d.id < $2 ORDER BY d.id DESC LIMIT ${PAGE + 1}`;

interface Asker {
  readonly membership_id: string;
  readonly operator_number: number;
  readonly organisation_id: string;
  readonly roles: readonly string[];
}

class Refused extends Error {
  constructor(readonly statusCode: number) {
    super(`${statusCode}`);
  }
}

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 6 });
const app = Fastify({ logger: false });

async function mayAct(req: FastifyRequest, roles: readonly string[]): Promise<Asker> {
  const secret = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
  if (!secret) throw new Refused(401);
  const values = [createHash('sha256').update(secret).digest('hex')];
  const asker = (await pool.query<Asker>({ name: 'asker', text: ASKER, values })).rows[0];
  if (!asker) throw new Refused(401);
  if (!asker.roles.some((role) => roles.includes(role))) throw new Refused(403);
  return asker;
}

async function view(code: string) {
  const device = (await pool.query({ name: 'device', text: DEVICE, values: [code] })).rows[0];
  if (!device) throw new Refused(404);
  return { ...device, allowed: allowedIn(device.state) };
}

interface Move {
  readonly Params: { code: string };
  readonly Body: { placeId: string; reason: string };
}

const MOVE = {
  type: 'object',
  required: ['placeId', 'reason'],
  properties: { placeId: { type: 'string', pattern: '^[0-9a-f-]{36}$' }, reason: { enum: REASONS } },
};

app.post<Move>('/api/v1/devices/:code/actions/move', { schema: { body: MOVE } }, async (req) => {
  const asker = await mayAct(req, MOVERS);
  const { placeId, reason } = req.body;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const device = (await client.query({ name: 'lock', text: LOCK, values: [req.params.code, placeId] })).rows[0];
    if (!device) throw new Refused(404);
    if (!MOVABLE.includes(device.state)) throw new Refused(409);
    if (!device.fits) throw new Refused(422);
    const by = [asker.membership_id, asker.operator_number, asker.organisation_id];
    const values = [device.id, device.state, device.location, placeId, device.holder, ...by, reason];
    await client.query({ name: 'change', text: CHANGE, values });
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  return view(req.params.code);
});

app.get<{ Params: { code: string } }>('/api/v1/devices/:code', async (req) => {
  await mayAct(req, READERS);
  const device = await view(req.params.code);
  return { ...device, events: (await pool.query({ name: 'history', text: HISTORY, values: [device.id] })).rows };
});

app.get<{ Querystring: { state: string; after: string } }>('/api/v1/devices', async (req) => {
  await mayAct(req, READERS);
  const from = JSON.parse(Buffer.from(req.query.after, 'base64url').toString())[1];
  const { rows } = await pool.query({ name: 'list', text: LIST, values: [req.query.state, from] });
  const items = rows.slice(0, PAGE);
  return { items, next: rows.length > PAGE ? items.at(-1)?.id : null };
});

app.get<{ Querystring: { after: string } }>('/api/v1/events', async (req, reply) => {
  await mayAct(req, READERS);
  const [txid, number] = req.query.after.split('.');
  const { rows } = await pool.query({ name: 'feed', text: BARE_FEED, values: [txid, number, 100] });
  return reply.type('application/json').send(`{"items":${rows[0].part}}`);
});

process.once('SIGTERM', () => void app.close().then(() => pool.end()));
console.log(await app.listen({ host: process.env['HOST'] ?? '127.0.0.1', port: Number(process.env['PORT']) }));
