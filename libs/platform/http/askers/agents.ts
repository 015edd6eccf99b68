import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AgentSignIn, Requester } from '#bank/people';
import { UPLOAD_LIMIT } from '#platform/contract';
import { RuleBroken } from '#platform/kernel';
import { agentError } from '../answers/agent-answers.js';
import { send } from '../answers/answer.js';
import { readBearer } from '../cookies.js';
import { statusOfRule } from '../refusals/refusals.js';
import { sentenceOfRule } from '../refusals/sentences.js';
import { inTurn } from './who-asks.js';

/**
 * Where agents send inventories: our own address, and those of GLPI, its plugins and OCS, so that boot scripts in use need only another host and
 * password.
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

/** Put in place of an agent's `content-type`, which names its packing as if it were a type: the body is read as bytes. */
const DOCUMENT = 'application/vnd.banque-du-numerique.document';
/** Of an unknown sender: the body is discarded, and the answer does not wait for it. */
const UNHEARD = 'application/vnd.banque-du-numerique.unheard';
export const UPLOAD_API = '/api/v1/inventories';

/** In the form that LWP and the agents read: nothing may follow the realm. */
const CHALLENGE = 'Basic realm="inventaires"';

type AgentRequest = FastifyRequest & { agent?: Requester; sender?: Requester; sentAs?: string };

const LONGEST_ADDRESS = 100;

/** The path without outer slashes. Called for every request: a long address is not even looked at. */
const addressOf = ({ url }: Pick<FastifyRequest, 'url'>): string => {
  const path = url.slice(0, LONGEST_ADDRESS + 1).split('?')[0]!;
  return path.length > LONGEST_ADDRESS ? '' : path.replace(/^\/+|\/+$/g, '');
};

/** Whether a request is one of an agent: it signs in by HTTP Basic and is answered in its own language. */
export const isAgentRequest = (req: Pick<FastifyRequest, 'url'>): boolean =>
  (AGENT_ADDRESSES as readonly string[]).includes(addressOf(req));

export const agentOf = (req: FastifyRequest): Requester | null => (req as AgentRequest).agent ?? null;

/** Who sends a document through the API, where that is known before it is read. */
export const senderOf = (req: FastifyRequest): Requester | null => (req as AgentRequest).sender ?? null;

/** Whether a body is taken as bytes: a document's first bytes say how it is packed (`unpack`). */
export const takesAnyPacking = (req: FastifyRequest): boolean =>
  [DOCUMENT, UNHEARD].includes(req.headers['content-type'] ?? '');

/** Signs agents in before their document is read: nobody without a password makes us hold 20 MB. */
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
  readonly status: number;
  readonly sentence: string;
}

async function admit(req: AgentRequest, signIn: AgentSignIn): Promise<AgentRefusal | null> {
  // A browser that was once given the token sends it by itself, also for a form of another site's page. Agents have no such header.
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
    if (error instanceof RuleBroken) return { status: statusOfRule(error), sentence: sentenceOfRule(error) };
    throw error;
  }
}

/** Waits among strangers, so that many at once take no connection from members. */
async function noteWrong(req: FastifyRequest, signIn: AgentSignIn): Promise<void> {
  const leave = await req.server.strangers?.enter(req);
  await signIn.noteWrong(req.ip).finally(leave);
}

async function refuse(req: FastifyRequest, reply: FastifyReply, { status, sentence }: AgentRefusal): Promise<void> {
  if (status === 401) void reply.header('www-authenticate', CHALLENGE);
  await send(reply, agentError(req, status, sentence));
}

function readBasic(header: string | undefined): string | null {
  const [, encoded] = /^Basic\s+(\S+)\s*$/i.exec(header ?? '') ?? [];
  if (!encoded) return null;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1).replaceAll('\0', '');
}
