import { deflateSync, gzipSync } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import type { Packing } from '../bodies/unpack.js';
import { Answer } from './answer.js';

const EXPIRATION = 24;

/** The headers that an answer repeats, when they have the expected form. */
const ECHOED = {
  'glpi-agent-id': /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  'glpi-request-id': /^[0-9A-F]{8}$/,
} as const;

/** A request of an agent, whose `content-type` was replaced: `sentAs` is the original. */
type AgentRequest = Pick<FastifyRequest, 'headers'> & { readonly sentAs?: string };

/** glpi-agent names itself on every message, also in the old XML: then it understands JSON. So does whoever sends JSON. */
export const speaksJson = (req: AgentRequest): boolean =>
  ECHOED['glpi-agent-id'].test(String(req.headers['glpi-agent-id'] ?? '')) ||
  /^application\/json/i.test(req.sentAs ?? req.headers['content-type'] ?? '');

/** An answer in the language of the agent, packed as its message was. */
export function agentAnswer(
  req: AgentRequest,
  answer: { readonly json: object } | { readonly xml: Readonly<Record<string, string>> },
  packing: Packing = 'none',
  status = 200,
): Answer {
  const [text, type] =
    'json' in answer ? [JSON.stringify(answer.json), 'application/json'] : [xmlReply(answer.xml), 'application/xml'];
  const body = packing === 'zlib' ? deflateSync(text) : packing === 'gzip' ? gzipSync(text) : Buffer.from(text);
  const headers: Record<string, string> = {
    'content-type': packing === 'none' ? type : `application/x-compress-${packing}`,
    // Agents read the reason of a refusal only from an answer with a length.
    'content-length': String(body.length),
  };
  for (const [name, form] of Object.entries(ECHOED)) {
    const value = req.headers[name];
    if (typeof value === 'string' && form.test(value)) headers[name] = value;
  }
  return new Answer(status, body, headers);
}

/** A refusal with its reason; never packed, since agents look for it in plain JSON. */
export const agentError = (req: AgentRequest, status: number, sentence: string): Answer =>
  agentAnswer(
    req,
    speaksJson(req)
      ? { json: { status: 'error', message: sentence, expiration: EXPIRATION } }
      : { xml: { ERROR: sentence } },
    'none',
    status,
  );

/** GLPI's answer when all is well. @param more what a message asks for besides */
export const wellReceived = (more: object = {}): { json: object } => ({
  json: { status: 'ok', expiration: EXPIRATION, ...more },
});

/** The same in OCS's XML. `PROLOG_FREQ` is in hours. */
export const sendIt = (): { xml: Readonly<Record<string, string>> } => ({
  xml: { RESPONSE: 'SEND', PROLOG_FREQ: String(EXPIRATION) },
});

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const xmlReply = (elements: Readonly<Record<string, string>>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<REPLY>${Object.entries(elements)
    .map(([name, text]) => `<${name}>${escaped(text)}</${name}>`)
    .join('')}</REPLY>\n`;
