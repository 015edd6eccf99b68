import type { FastifyReply } from 'fastify';
import type { RuleBroken } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';

export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}

/** Signed in, but the bank requires a second factor that they have not set up yet. */
export class SecondFactorNeeded extends Error {
  override readonly name = 'SecondFactorNeeded';
}

export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/** What was sent is not what the route takes; each problem stands beside its field. */
export class Invalid extends Error {
  override readonly name = 'Invalid';
  constructor(
    readonly problems: readonly FieldProblem[],
    /** The fields that were not refused, for rules that can be judged of them. */
    readonly valid: object = {},
  ) {
    super('invalid request');
  }
}

/** A request refused for a reason of HTTP: too large, from another site, from a stale tab, too many. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly code: `request.${string}`,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }
}

/** A broken rule of the bank is a conflict; one about frequency is « too many requests ». */
export const statusOfRule = (rule: RuleBroken): number =>
  rule.code.endsWith('_throttled') ? 429 : (STATUSES.get(rule.code) ?? 409);

export function tellToWait(reply: Pick<FastifyReply, 'header'>, { code, facts }: RuleBroken): void {
  const seconds = Number(facts['seconds'] ?? Number(facts['minutes']) * 60);
  if (code.endsWith('_throttled') && seconds > 0) void reply.header('retry-after', String(seconds));
}

/** Of a field that only the library knows to be missing or wrong, and of what is there no more. */
const STATUSES = new Map([
  ['people.confirmation_missing', 422],
  ['people.key_ended', 401],
  ['people.key_revoked', 401],
  ['people.key_organisation_closed', 403],
  ['people.key_signs_nothing', 403],
  ['people.signatory_name_missing', 422],
  ['people.signatory_quality_missing', 422],
  ['events.place_wrong', 422],
  ['events.begin_anew', 410],
]);

/** The page where the cause of a refusal can be put right, when that is another page. */
export const leadOfRule = (rule: RuleBroken): { readonly href?: string } => {
  const href = LEADS.get(rule.code)?.(rule.facts);
  return href ? { href } : {};
};

const LEADS = new Map<string, (facts: Readonly<Record<string, unknown>>) => string | null>([
  ['devices.left_meanwhile', ({ code, lotId }) => (lotId ? `/lots/${lotId}` : `/appareils/${code}`)],
  ['allocation.sale_box_missing', () => '/regles/loi'],
  ['allocation.seller_address_missing', () => '/gestion/adresse'],
  ['people.nobody_authorised', () => '/gestion/signataires'],
  ['receipts.signature_missing', () => '/gestion/signataires'],
  [
    'logistics.held_elsewhere',
    ({ code, from, lotId, opens }) =>
      lotId ? `/lots/${lotId}` : opens ? `/lots/nouveau?appareil=${code}` : from ? `/appareils/${code}` : null,
  ],
]);
