import type { EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import { clock, type Member, newId, RuleBroken } from '#platform/kernel';
import type { ConfirmationForm, SignedAct } from '../word-lists.js';

/** For how long one person's same act in one session stays signed by one confirmation (docs/adr/0028). */
export const CONFIRMED_MINUTES = 10;

/** What a person gives to say « it is me, now ». Each way of signing in has a form here. */
export type SignedProof = { readonly form: 'password'; readonly password: string };

export interface Confirmation {
  readonly form: ConfirmationForm;
  readonly at: Date;
}

export const confirmedFacts = ({ form, at }: Confirmation) => ({ form, at: at.toISOString() });

/** A confirmation that a session still has, as a page's form asks for it. */
export interface FreshConfirmation {
  readonly act: SignedAct;
  readonly form: ConfirmationForm;
  readonly at: string;
}

export const byPassword = (password: string | undefined): SignedProof | null =>
  password ? { form: 'password', password } : null;

/** @throws RuleBroken `people.confirmation_missing` when nothing was given, and nothing is fresh. A program has no session. */
export async function freshConfirmation(tx: EntityManager, member: Member, act: SignedAct): Promise<Confirmation> {
  const [fresh] = member.session
    ? await rows<Confirmation>(
        tx,
        `SELECT form, at FROM people.confirmation WHERE session_hash = $1 AND user_id = $2 AND membership_id = $3 AND act = $4
           AND at > platform.now() - make_interval(mins => $5) ORDER BY at DESC LIMIT 1`,
        [member.session, member.userId, member.membershipId, act, CONFIRMED_MINUTES],
      )
    : [];
  if (!fresh) throw new RuleBroken('people.confirmation_missing', { minutes: CONFIRMED_MINUTES }, 'password');
  return fresh;
}

export async function noteConfirmation(
  tx: EntityManager,
  member: Member,
  act: SignedAct,
  form: ConfirmationForm,
): Promise<Confirmation> {
  const at = clock.now();
  await run(
    tx,
    'INSERT INTO people.confirmation (id, user_id, membership_id, act, form, at, session_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [newId(), member.userId, member.membershipId, act, form, at, member.session ?? null],
  );
  return { form, at };
}
