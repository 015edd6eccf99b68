import type { DataSource, EntityManager } from 'typeorm';
import { mapConstraint, rows, run } from '#platform/database';
import { type Actor, isMember, type Member } from '#platform/kernel';

mapConstraint('retention_looks_kept', 'people.looks_kept_shorter', 'amount');

/** Where somebody's identity, or the place they are reached, is read; `of` says what the row's subject is. */
export const ACCESS_SCREENS = {
  beneficiary: { label: 'Fiche d’une personne', of: 'beneficiary' },
  person_search: { label: 'Recherche d’une personne par son nom ou son téléphone', of: 'beneficiary' },
  sim_codes: { label: 'Codes PIN et PUK d’une carte SIM', of: 'sim' },
  sim: { label: 'Numéro de ligne d’une carte SIM', of: 'sim' },
  sim_list: { label: 'Liste de cartes SIM, avec les numéros', of: null },
  ticket: { label: 'Mots ou téléphone de qui signale une panne', of: 'ticket' },
  donor: { label: 'Coordonnées d’un donateur', of: 'donor' },
  donor_list: { label: 'Liste de donateurs, avec leurs coordonnées', of: null },
  donation: { label: 'Don, avec les coordonnées du donateur', of: 'donor' },
  donation_list: { label: 'Liste de dons, avec le nom de particuliers', of: null },
  collection_list: { label: 'Liste de collectes, avec les adresses', of: null },
  paper: { label: 'Document qui nomme une personne', of: 'document' },
} as const satisfies Record<string, { readonly label: string; readonly of: string | null }>;
export type AccessScreen = keyof typeof ACCESS_SCREENS;
export type AccessSubject = NonNullable<(typeof ACCESS_SCREENS)[AccessScreen]['of']>;

/** An actor is made anew for each request: one screen that asks twice for the same person is one access; a secret that is opened counts each time. */
const shown = new WeakMap<Actor, Set<string>>();

/**
 * Records that a member is about to read who somebody is: before it is shown, and outside the act's transaction, since what was read stays read.
 * @param subjectId whose; null for a list.
 */
export async function recordAccess(
  on: DataSource | EntityManager,
  actor: Actor,
  screen: AccessScreen,
  subjectId: string | null = null,
): Promise<void> {
  if (!isMember(actor)) return;
  const seen = shown.get(actor) ?? new Set();
  shown.set(actor, seen);
  const what = subjectId ?? screen;
  if (seen.has(what) && screen !== 'sim_codes') return;
  seen.add(what);
  await run(
    on,
    'INSERT INTO people.identity_look (organisation_id, membership_id, screen, subject_id, channel) VALUES ($1, $2, $3, $4, $5)',
    [actor.organisationId, actor.membershipId, screen, subjectId, actor.channel],
  ).catch((error: unknown) => {
    seen.delete(what);
    throw error;
  });
}

/** Whether this request showed the actor who somebody is. */
export const showedSomebody = (actor: Actor): boolean => shown.has(actor);

/** How often one member may look for people by name or telephone: enough for a desk, too little for a dictionary. */
export const SEARCHES = { times: 60, minutes: 60 } as const;

/**
 * Records a search by name or telephone before anything is shown: a row for each person found, or one for nobody.
 * @returns false when the member searched too often: then nothing may be shown.
 */
export async function noteSearch(
  on: DataSource | EntityManager,
  actor: Member,
  subjectIds: readonly string[],
): Promise<boolean> {
  const [noted] = await rows<{ allowed: boolean }>(
    on,
    `SELECT people.note_search($1, $2, 'person_search', $3::uuid[], $4, $5, $6) AS allowed`,
    [
      actor.organisationId,
      actor.membershipId,
      subjectIds.length ? subjectIds : [null],
      actor.channel,
      SEARCHES.times,
      SEARCHES.minutes,
    ],
  );
  return noted!.allowed;
}

export const deleteOldAccessRecords = (on: DataSource | EntityManager): Promise<number> =>
  run(on, `DELETE FROM people.identity_look WHERE at < platform.now() - people.kept_for('looks')`);
