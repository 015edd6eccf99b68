import type { FastifyRequest } from 'fastify';
import type { KeyScope, Requester } from '#bank/people';
import { type Actor, may, type Right } from '#platform/kernel';
import { isAgentRequest, UPLOAD_API } from '../askers/agents.js';
import { Refused } from '../refusals/refusals.js';

/** Who may call a route. Which of its objects they see is the service's question (`visibleTo`). */
export type PolicyRule =
  | { readonly public: true }
  | {
      readonly signedIn: true;
      /** Also those who have yet to set up the second factor that the bank requires. */
      readonly unproven?: true;
    }
  /** Members who have this right, for at least one thing. */
  | Right
  /** The instance administrator, and members who have the right when one is named. */
  | ({ readonly instanceAdmin: true } & Partial<Right>);

export const POLICY = 'bn:policy';

/** Whether a rule admits somebody who is signed in, for at least one thing. */
export function admits(rule: PolicyRule, actor: Actor): boolean {
  if ('public' in rule || 'signedIn' in rule) return true;
  if ('instanceAdmin' in rule && actor.kind === 'instance_admin') return true;
  return rule.by !== undefined && may(actor, rule as Right);
}

function scopeNeeded(req: Pick<FastifyRequest, 'method' | 'url'>): KeyScope {
  if (isAgentRequest(req)) return 'inventories';
  if (req.method === 'GET' || req.method === 'HEAD') return 'read';
  const path = req.url.split('?')[0]!.replace(/\/+$/, '');
  return path === UPLOAD_API ? 'inventories' : 'write';
}

/** A key does what it was made for, whatever its owner may: asked before its body is read, and again with the route. @throws Refused 403 */
export function mustBeInScope(
  req: Pick<FastifyRequest, 'method' | 'url'>,
  { scopes }: Pick<Requester, 'scopes'>,
): void {
  const needed = scopeNeeded(req);
  if (scopes && !scopes.includes(needed)) throw new Refused(403, 'request.key_scope', { scope: needed });
}
