import type { FastifyRequest } from 'fastify';
import { isAgentRequest } from '../askers/agents.js';
import { sentenceOf } from '../refusals/sentences.js';
import { agentError } from './agent-answers.js';
import { type Answer, asksJson, html, json } from './answer.js';

/** Short enough not to be compressed, and made once: a crowd is sent away for nearly nothing. */
const PAGE = Buffer.from(
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Un instant</title></head><body><main><h1>Un instant</h1><p>Trop de demandes arrivent en même temps du réseau que vous utilisez. Revenez à la page d’avant, attendez une dizaine de secondes, puis recommencez.</p></main></body></html>`,
);

/** What a request of a crowd is answered, the same for each: nothing is looked up, and no page is made. */
export function sentAway(req: FastifyRequest): Answer {
  if (isAgentRequest(req)) return agentError(req, 503, sentenceOf('request.busy'));
  if (!req.url.startsWith('/api/') && !asksJson(req)) return html(503, PAGE);
  const problem = {
    type: 'urn:banque-du-numerique:problem:request.busy',
    title: sentenceOf('request.busy'),
    status: 503,
  };
  return json(503, { ...problem, code: 'request.busy' }, 'application/problem+json');
}
