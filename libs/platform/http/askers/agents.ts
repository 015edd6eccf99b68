import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AgentSignIn, Requester } from '#bank/people';
import { UPLOAD_LIMIT } from '#platform/contract';
import { RuleBroken } from '#platform/kernel';
import { agentError } from '../answers/agent-answers.js';
import { send } from '../answers/send.js';
import { readBearer } from '../cookies/session-cookie.js';
import { sentenceOfRule } from '../refusals/sentences.js';
import { inTurn } from './who-asks.js';

/**
 * Where agents send inventories: our own address, and those that GLPI, its plugins and OCS have, because boot scripts in use
 * end with them and should need only another host and password.
 */
export const AGENT_ADDRESSES = [
  'inventory',
  'front/inventory.php',
  'plugins/glpiinventory',
  'marketplace/glpiinventory',
  'plugins/fusioninventory',
  'plugins/fusioninventory/index.php',
  'ocsinventory',
] as const;

/** Takes a document whole, whatever it calls itself; agents name their packing as if it were a type. */
const DOCUMENT = 'application/vnd.banque-du-numerique.document';
/** Of somebody unknown: let run by, and answered without having been held. */
const UNHEARD = 'application/vnd.banque-du-numerique.unheard';
/** Where inventories are sent through the API. */
export const UPLOAD_API = '/api/v1/inventories';

/** Written as LWP and the agents read it: nothing may follow the realm. */
const CHALLENGE = 'Basic realm="inventaires"';

type AgentRequest = FastifyRequest & { agent?: Requester; sender?: Requester; sentAs?: string };

/** The longest of those addresses, with the slashes that scripts write too many. */
const LONGEST_ADDRESS = 100;

/** Without the slashes around it. Asked of every request, by anybody: a long address is not even looked at. */
const addressOf = ({ url }: Pick<FastifyRequest, 'url'>): string => {
  const path = url.slice(0, LONGEST_ADDRESS + 1).split('?')[0]!;
  return path.length > LONGEST_ADDRESS ? '' : path.replace(/^\/+|\/+$/g, '');
};

/** Whether a request is one of an agent: it signs in by HTTP Basic and is answered in its own language. */
export const isAgentRequest = (req: Pick<FastifyRequest, 'url'>): boolean =>
  (AGENT_ADDRESSES as readonly string[]).includes(addressOf(req));

/** Who an agent acts for; null for everybody else's requests. */
export const agentOf = (req: FastifyRequest): Requester | null => (req as AgentRequest).agent ?? null;

/** Who sends a document through the API, where that is known before it is read. */
export const senderOf = (req: FastifyRequest): Requester | null => (req as AgentRequest).sender ?? null;

/** Whether a body is taken as it comes: a document says by its first bytes how it is packed (`unpack`), one of somebody unknown is not read. */
export const takesAnyPacking = (req: FastifyRequest): boolean =>
  [DOCUMENT, UNHEARD].includes(req.headers['content-type'] ?? '');

/** Lets agents in before their document is read: nobody without a password makes us hold 20 MB. */
export function admitAgents(app: FastifyInstance, signIn: () => AgentSignIn): void {
  app.addContentTypeParser(DOCUMENT, { parseAs: 'buffer', bodyLimit: UPLOAD_LIMIT }, (_req, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser(UNHEARD, (_req, payload, done) => {
    payload.resume();
    done(null, undefined);
  });
  app.addHook('onRequest', async (req: AgentRequest, reply) => {
    const agent = isAgentRequest(req);
    if (!agent && !(req.method === 'POST' && `/${addressOf(req)}` === UPLOAD_API)) return;
    if (agent) {
      const refusal = await admit(req, signIn());
      if (refusal) {
        await refuse(req, reply, refusal);
        return reply;
      }
    }
    const { headers } = req.raw;
    const type = headers['content-type'] ?? '';
    if (req.method !== 'POST' || /^multipart\/form-data/i.test(type)) return;
    const token = agent ? null : readBearer(req);
    if (!agent) {
      const sender = token ? await inTurn(req, token, () => signIn().byToken(token)) : null;
      if (!sender) {
        headers['content-type'] = UNHEARD;
        return;
      }
      req.sender = sender;
    }
    req.sentAs = type;
    headers['content-type'] = DOCUMENT;
  });
}

interface AgentRefusal {
  readonly status: 401 | 403 | 429;
  readonly sentence: string;
}

async function admit(req: AgentRequest, signIn: AgentSignIn): Promise<AgentRefusal | null> {
  // A browser that was once given the token sends it by itself, also for a form of somebody else's page. No agent says this.
  if (req.method === 'POST' && !['same-origin', 'none', undefined].includes(req.headers['sec-fetch-site'] as string))
    return {
      status: 403,
      sentence: 'Ce message vient d’un autre site : envoyez-le depuis une machine ou depuis nos pages.',
    };
  const password = readBasic(req.headers.authorization);
  if (password === null)
    return { status: 401, sentence: 'Donnez un nom et, comme mot de passe, une clé d’accès de votre organisation.' };
  try {
    const identity = await inTurn(req, password, () => signIn.identify(password));
    if (!identity) {
      await noteWrong(req, signIn);
      return { status: 401, sentence: 'Ce mot de passe n’est pas une clé d’accès en service. Faites-en une autre.' };
    }
    req.agent = identity;
    return null;
  } catch (error) {
    if (error instanceof RuleBroken) return { status: 429, sentence: sentenceOfRule(error) };
    throw error;
  }
}

/** A stranger's, so that many at once take no connection from anybody. */
async function noteWrong(req: FastifyRequest, signIn: AgentSignIn): Promise<void> {
  const leave = await req.server.strangers?.enter(req);
  await signIn.noteWrong(req.ip).finally(leave);
}

async function refuse(req: FastifyRequest, reply: FastifyReply, { status, sentence }: AgentRefusal): Promise<void> {
  if (status === 401) void reply.header('www-authenticate', CHALLENGE);
  await send(reply, agentError(req, status, sentence));
}

/** The password of `Authorization: Basic …`; null when there is none. */
function readBasic(header: string | undefined): string | null {
  const [, encoded] = /^Basic\s+(\S+)\s*$/i.exec(header ?? '') ?? [];
  if (!encoded) return null;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1).replaceAll('\0', '');
}
