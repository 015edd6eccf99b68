import { setTimeout as after } from 'node:timers/promises';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Problem } from '#platform/contract';
import { hasNoSpace, isTransient, pgErrorOf, ruleFromPg } from '#platform/database';
import { type Actor, NotFound, newId, RuleBroken, RulesBroken } from '#platform/kernel';
import { ErrorPage, type Resumed, renderPage, SignInPage } from '#platform/ui';
import { agentError } from '../answers/agent-answers.js';
import { type Answer, asksJson, html, json, seeOther, send } from '../answers/answer.js';
import { isAgentRequest } from '../askers/agents.js';
import { wasShown } from '../askers/asker.js';
import { SentAway } from '../askers/network-door.js';
import { waitForMemory } from '../askers/strangers.js';
import type { Ctx } from '../ctx.js';
import { trialOrNot } from '../process-state.js';
import { problemOf as besideField } from '../validation/again.js';
import { wordsOfForm } from '../validation/fields.js';
import { typedLines } from '../validation/typed-words.js';
import {
  Invalid,
  leadOfRule,
  NotAllowed,
  Refused,
  SecondFactorNeeded,
  SignInNeeded,
  statusOfRule,
  tellToWait,
} from './refusals.js';
import { sentenceOf, sentenceOfRule } from './sentences.js';

/** Of what an act names, the first that the actor's organisation had and has no longer, as a refusal; null: none of it was theirs. */
type LeftLately = (actor: Actor, named: readonly string[]) => Promise<RuleBroken | null>;

type Asked = FastifyRequest & { readonly ctx?: Ctx };

/**
 * When a write does not find a thing that the actor had when they opened its form, says that it left meanwhile; here for all acts. For devices and
 * removed media, which organisations pass on, it says where they went, to programs too: an act names them in its address (`:code`, `:medium`) or in
 * `also`, the rest of a pile. For everything else, `_shown` proves that it was there.
 */
async function sayIfLeft(error: unknown, req: Asked, leftLately: LeftLately): Promise<unknown> {
  const notTheirs =
    error instanceof NotFound || (error instanceof RuleBroken && error.code === 'devices.not_yours' && !error.field);
  if (!notTheirs || !req.ctx || req.ctx.wrote || req.method === 'GET' || req.method === 'HEAD') return error;
  const { code, medium } = (req.params ?? {}) as { readonly code?: unknown; readonly medium?: unknown };
  const { also, _shown } = (req.body ?? {}) as { readonly also?: unknown; readonly _shown?: unknown };
  const named = [code, medium, ...[also].flat().flatMap((text) => String(text ?? '').split(/\s+/))];
  const left = await leftLately(
    req.ctx.actor,
    named.filter((text): text is string => typeof text === 'string' && text !== ''),
  );
  if (left) return left;
  return error instanceof NotFound && wasShown(req.ctx.actor, req.url, _shown)
    ? new Refused(409, 'request.gone_meanwhile')
    : error;
}

const AGAIN_SECONDS = 10;

/** How long a request of a crowd is held before it is refused: refused at once, it would be repeated at once. */
const SENT_AWAY_MS = 2_000;

/** For the log: the code of the error says whose disk, 53100 is Postgres's. */
const NO_SPACE = 'no space left on a disk: nothing more is written until some is freed';

const isWorthAskingAgain = ({ status, code }: Problem): boolean =>
  status === 503 || code === 'request.too_many_at_once';

/** Every failure is answered here, as RFC 9457 problem+json or as a page with a French sentence. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  /** @param knownAsker the context of a request that reached no handler, where somebody who signed in sends it */
  constructor(
    private readonly leftLately: LeftLately,
    private readonly knownAsker: (req: FastifyRequest, reply: FastifyReply) => Promise<Ctx | null>,
  ) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const req = host.switchToHttp().getRequest<FastifyRequest & { ctx?: Ctx }>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (thrown instanceof SentAway) return sendAway(req, reply);
    const error = await sayIfLeft(thrown, req, this.leftLately).catch((failed: unknown) => failed);
    const problem = problemOf(error);
    if (problem.status >= 500 || isUnreadable(error))
      req.log.error({ err: error }, hasNoSpace(error) ? NO_SPACE : 'unexpected failure');
    if (reply.sent) return;
    // An early refusal is a rendered page too, and costs as much.
    if (!req.ctx && !(await mayBeAnswered(req, reply))) return sendAway(req, reply);
    if (error instanceof RuleBroken) tellToWait(reply, error);
    if (isWorthAskingAgain(problem)) void reply.header('retry-after', String(AGAIN_SECONDS));
    // An unknown address has no handler: whoever is signed in keeps their menu all the same.
    if (!req.ctx && problem.status === 404 && !isProgram(req)) {
      const ctx = await this.knownAsker(req, reply).catch(() => null);
      if (ctx) req.ctx = ctx;
    }
    await send(reply, answerOf(req, error, problem));
  }
}

async function sendAway(req: FastifyRequest, reply: FastifyReply): Promise<void> {
  await after(SENT_AWAY_MS);
  if (reply.sent) return;
  await send(reply.header('retry-after', String(AGAIN_SECONDS)), sentAway(req));
}

const mayBeAnswered = (req: FastifyRequest, reply: FastifyReply): Promise<boolean> =>
  waitForMemory(req, reply).then(
    () => true,
    () => false,
  );

const answerOf = (req: FastifyRequest, error: unknown, problem: Problem): Answer => {
  if (isAgentRequest(req)) return agentError(req, problem.status, problem.title);
  if (isProgram(req))
    return asJson(problem.code === 'request.sign_in_needed' ? { ...problem, title: KEY_NEEDED } : problem);
  return asPage(req, error, problem);
};

const KEY_NEEDED =
  'Aucune clé d’accès qui sert n’est venue avec cette demande. Envoyez-la ainsi : « Authorization: Bearer bn_… ».';

const isProgram = (req: FastifyRequest): boolean => req.url.startsWith('/api/') || asksJson(req);

function problemOf(error: unknown): Problem {
  const rule = error instanceof RuleBroken ? error : ruleFromPg(error);
  if (rule)
    return {
      status: statusOfRule(rule),
      code: rule.code,
      title: sentenceOfRule(rule),
      field: rule.field,
      facts: rule.facts,
      errors: rule instanceof RulesBroken ? rule.all.map(besideField) : undefined,
    };
  if (error instanceof Invalid)
    return { status: 422, code: 'request.invalid', title: 'Des champs sont à corriger.', errors: error.problems };
  if (error instanceof NotFound)
    return { status: 404, code: 'request.not_found', title: 'Cette page n’existe pas, ou n’est pas pour vous.' };
  if (error instanceof SignInNeeded)
    return { status: 401, code: 'request.sign_in_needed', title: 'Connectez-vous pour continuer.' };
  if (error instanceof SecondFactorNeeded)
    return {
      status: 403,
      code: 'request.second_factor_needed',
      title: 'La banque demande une seconde vérification : réglez-la d’abord dans « Mon compte ».',
    };
  if (error instanceof NotAllowed)
    return { status: 403, code: 'request.not_allowed', title: 'Votre rôle ne permet pas cette action.' };
  if (error instanceof Refused)
    return { status: error.status, code: error.code, title: sentenceOf(error.code, { ...error.facts }) };
  if (isUnreadable(error)) return { status: 400, code: 'request.unreadable', title: sentenceOf('request.unreadable') };
  if (hasNoSpace(error)) return { status: 503, code: 'request.no_space', title: sentenceOf('request.no_space') };
  if (isTransient(error)) return { status: 503, code: 'request.busy', title: sentenceOf('request.busy') };
  return problemOfFramework(error);
}

/** What Postgres cannot read as a column's type (no id, a number or a date out of range) came from outside. */
const isUnreadable = (error: unknown): boolean => /^22(P02|P05|003|007|008|021)$/.test(pgErrorOf(error).code ?? '');

/** Refusals of Nest or Fastify: an unknown route, an unreadable body, a body too large. */
function problemOfFramework(error: unknown): Problem {
  const status =
    error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number } | null)?.statusCode ?? 500);
  if (status === 404)
    return { status, code: 'request.not_found', title: 'Cette page n’existe pas, ou n’est pas pour vous.' };
  if (status === 413) return { status, code: 'request.too_large', title: sentenceOf('request.too_large') };
  if (status === 503) return { status, code: 'request.busy', title: sentenceOf('request.busy') };
  if (status === 429) return { status, code: 'request.too_many', title: sentenceOf('request.too_many') };
  if (status >= 400 && status < 500)
    return { status, code: 'request.unreadable', title: sentenceOf('request.unreadable') };
  return {
    status: 500,
    code: 'request.failed',
    title: 'Une erreur est survenue de notre côté. Rien n’a été perdu : recommencez dans un instant.',
  };
}

const asJson = (p: Problem): Answer =>
  json(
    p.status,
    {
      type: `urn:banque-du-numerique:problem:${p.code}`,
      title: p.title,
      status: p.status,
      code: p.code,
      field: p.field,
      facts: p.facts,
      errors: p.errors,
    },
    'application/problem+json',
  );

/** What people give by phone: for a failure of ours with the request's id, which finds its line in the log. */
const name = (req: FastifyRequest, { status, code }: Problem): string => (status >= 500 ? `${code} ${req.id}` : code);

/** A longer header is not read: whoever invents such an address goes home after signing in. */
const LONGEST_ADDRESS = 2000;
const signInTowards = (url: string): string =>
  url.length > LONGEST_ADDRESS ? '/connexion' : `/connexion?vers=${encodeURIComponent(url)}`;

/** Of a thing that left while its form was filled in: what was typed, to be copied, and where it went as far as the reader may see. */
const leftOf = (req: FastifyRequest & { ctx?: Ctx }, error: unknown) => {
  const rule = error instanceof RuleBroken && LEFT.has(error.code) ? error : null;
  if (!rule && !(error instanceof Refused && error.code === 'request.gone_meanwhile')) return undefined;
  return {
    typed: typedLines(req.body, wordsOfForm(req.ctx?.form)),
    device: rule?.code === 'devices.left_meanwhile',
    inLot: Boolean(rule?.facts['lotId']),
    filesLost: req.isMultipart?.() ?? false,
    ...(rule ? leadOfRule(rule) : {}),
  };
};
const LEFT = new Set(['devices.left_meanwhile', 'refurbishment.removed_left_meanwhile']);

/** A wrong address has no form to show problems beside. */
const sentenceOnPage = (req: FastifyRequest, error: unknown, problem: Problem): string =>
  error instanceof Invalid && req.method === 'GET'
    ? error.problems.map(({ message }) => message).join(' ')
    : problem.title;

function asPage(req: FastifyRequest & { ctx?: Ctx }, error: unknown, problem: Problem): Answer {
  if (error instanceof SignInNeeded && req.ctx) {
    if (req.method === 'GET') return seeOther(signInTowards(req.url));
    return req.ctx.page(<SignInPage resume={resumeOf(req)} />, 401);
  }
  if (error instanceof SecondFactorNeeded && req.method === 'GET') return seeOther('/compte/verification');
  const asksFactor = error instanceof SecondFactorNeeded;
  const resume =
    (asksFactor || isWorthAskingAgain(problem)) && req.method === 'POST' && req.body ? resumeOf(req) : undefined;
  const node = (
    <ErrorPage
      status={problem.status}
      sentence={sentenceOnPage(req, error, problem)}
      code={name(req, problem)}
      resume={resume}
      asksFactor={asksFactor}
      left={leftOf(req, error)}
    />
  );
  return req.ctx ? req.ctx.page(node, problem.status) : pageWithout(node, problem.status);
}

/** A form that could not be taken now, to be sent again from the page; nothing is stored. */
function resumeOf(req: FastifyRequest): Resumed {
  const body = (req.body ?? {}) as Record<string, unknown>;
  const fields = Object.entries(body).flatMap(([name, value]) =>
    [value].flat().map((v): [string, string] => [name, String(v ?? '')]),
  );
  return {
    action: req.url,
    fields: fields.filter(([name]) => !/password/i.test(name)),
    filesLost: req.isMultipart?.() ?? false,
  };
}

/** Short enough not to be compressed, and made once. */
const PAGE = Buffer.from(
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Un instant</title></head><body><main><h1>Un instant</h1><p>Trop de demandes arrivent en même temps du réseau que vous utilisez. Revenez à la page d’avant, attendez une dizaine de secondes, puis recommencez.</p></main></body></html>`,
);

/** The answer to a request of a crowd: nothing is looked up, and no page is rendered. */
function sentAway(req: FastifyRequest): Answer {
  if (isAgentRequest(req)) return agentError(req, 503, sentenceOf('request.busy'));
  if (!req.url.startsWith('/api/') && !asksJson(req)) return html(503, PAGE);
  const problem = {
    type: 'urn:banque-du-numerique:problem:request.busy',
    title: sentenceOf('request.busy'),
    status: 503,
  };
  return json(503, { ...problem, code: 'request.busy' }, 'application/problem+json');
}

const pageWithout = (node: VNode, status: number): Answer =>
  html(
    status,
    renderPage(
      {
        path: '/',
        person: null,
        organisationId: null,
        formKey: newId(),
        bank: { name: 'Banque du Numérique', helpline: null },
        nav: [],
        ...trialOrNot(),
      },
      node,
    ),
  );
