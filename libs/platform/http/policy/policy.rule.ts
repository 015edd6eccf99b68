import { type Actor, may, type Right } from '#platform/kernel';

/** Who may call a route. What they then see of its objects is the service's question (`visibleTo`). */
export type PolicyRule =
  /** Anybody, signed in or not. */
  | { readonly public: true }
  /** Anybody signed in, in any organisation. */
  | {
      readonly signedIn: true;
      /** Also who has yet to set up the second factor that the bank requires of them. */
      readonly unproven?: true;
    }
  /** Members who have this right, for one thing or another. */
  | Right
  /** The instance administrator, and members who have the right when one is named. */
  | ({ readonly instanceAdmin: true } & Partial<Right>);

export const POLICY = 'bn:policy';

/** Whether a rule lets in somebody who is signed in, for one thing or another. */
export function admits(rule: PolicyRule, actor: Actor): boolean {
  if ('public' in rule || 'signedIn' in rule) return true;
  if ('instanceAdmin' in rule && actor.kind === 'instance_admin') return true;
  return rule.by !== undefined && may(actor, rule as Right);
}
