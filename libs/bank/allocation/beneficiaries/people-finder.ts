import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { readPart, readReference } from '#bank/devices';
import { noteSearch } from '#bank/people';
import { type Reader, rows } from '#platform/database';
import { type Actor, isMember, isName, isSlip, keyring, may, nameWords, READ, unseal } from '#platform/kernel';
import type { AgeBand, Situation } from './beneficiary.views.js';
import { askedOf, type PersonIdentity } from './identity.store.js';

export interface FoundPerson {
  readonly id: string;
  readonly reference: string;
  readonly ageBand: AgeBand;
  readonly situation: Situation;
  readonly commune: string;
  /** Read by whoever looked, and noted; null where a reference was typed. */
  readonly name: string | null;
  /** The name is written otherwise than it was typed: it sounds so, or one letter of a word differs. */
  readonly near: boolean;
}

/** `not_exact`: nothing was looked for; `too_many`: say more, those who are shown have such a reference; `too_often`: nothing is shown for a while. */
export interface FoundPeople {
  readonly people: readonly FoundPerson[];
  readonly refused: 'not_exact' | 'too_many' | 'too_often' | null;
  readonly more?: true;
}

/** Most people who are shown at once: no list to leaf through. */
export const FOUND_SHOWN = 5;
const SEARCHED = 40;
const NOBODY: FoundPeople = { people: [], refused: null };

interface Row extends Omit<FoundPerson, 'name' | 'near'> {
  readonly of: string;
  readonly keyId: string;
  readonly bytes: Buffer;
}

/** What was found and is not shown yet: it is noted first (docs/adr/0033). */
export interface Unnoted {
  readonly found: FoundPeople;
  readonly looked: boolean;
}

/** Finds one of a structure's own people again, by reference or how it begins or ends, by telephone, or by the whole words of a sealed name. */
@Injectable()
export class PeopleFinder {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** At most five people; each who is found by name or telephone is one look. Nobody for whoever accompanies nobody. */
  async find(actor: Actor, typed: string): Promise<FoundPeople> {
    return this.noted(actor, await this.read(this.db, actor, typed));
  }

  /** Reads, in one statement with others; what it gives must go through `noted` before it is shown. */
  async read(on: Reader, actor: Actor, typed: string): Promise<Unnoted> {
    if (!isMember(actor) || !may(actor, READ.beneficiaries)) return { found: NOBODY, looked: false };
    const reference = readReference(typed);
    if (reference) {
      const people = await byReference(on, actor.organisationId, { begins: reference, ends: null });
      if (people.length) return { found: { people, refused: null }, looked: false };
    }
    // « R-7K3F » is four symbols of one, or five of another; « EVA » is three of one, or a name.
    const part = readPart(typed);
    const alike = part ? await byReference(on, actor.organisationId, part) : [];
    const more = alike.length > FOUND_SHOWN ? { more: true as const } : {};
    const people = alike.slice(0, FOUND_SHOWN);
    const asked = askedOf(actor.organisationId, typed);
    if (!asked)
      return { found: { people, refused: reference || people.length ? null : 'not_exact', ...more }, looked: false };
    const found = await rows<Row>(on, BY_TOKENS, [
      actor.organisationId,
      asked.words,
      asked.ofWord,
      asked.tokens,
      asked.ofSlip,
    ]);
    const named = handful(found, typed);
    const others = people.filter(({ id }) => !named.people.some((person) => person.id === id));
    return { found: { people: [...named.people, ...others], refused: named.refused, ...more }, looked: true };
  }

  /** Notes who was found, or that nobody was; nothing is shown to whoever looks too often. */
  async noted(actor: Actor, { found, looked }: Unnoted): Promise<FoundPeople> {
    if (!looked || !isMember(actor)) return found;
    const subjects = found.people.filter(({ name }) => name !== null).map(({ id }) => id);
    return (await noteSearch(this.db, actor, subjects)) ? found : { people: [], refused: 'too_often' };
  }
}

const byReference = (
  on: Reader,
  structureId: string,
  { begins, ends }: NonNullable<ReturnType<typeof readPart>>,
): Promise<FoundPerson[]> =>
  rows<FoundPerson>(
    on,
    `SELECT b.id, b.reference, b.age_band AS "ageBand", b.situation, b.commune, NULL::text AS name, false AS near FROM allocation.beneficiary b
     WHERE b.ended_on IS NULL AND b.id IN (
       SELECT allocation.person_stands(x.id) FROM allocation.beneficiary x WHERE x.structure_id = $1 AND x.ended_on IS NULL
         AND (starts_with(x.reference, $2) OR right(x.reference, length($3)) = $3))
     ORDER BY b.reference LIMIT ${FOUND_SHOWN + 1}`,
    [structureId, begins, ends],
  );

/** Whoever has a hash for every word that was typed, first those without a slip; of two references of a person, the one that stands. */
const BY_TOKENS = `
  SELECT b.id, b.reference, b.age_band AS "ageBand", b.situation, b.commune, i.beneficiary_id AS of, i.key_id AS "keyId", i.sealed AS bytes
  FROM (SELECT t.beneficiary_id FROM unnest($3::int[], $4::text[], $5::boolean[]) AS q(word, token, slip)
      JOIN allocation.identity_token t ON t.structure_id = $1 AND t.token = q.token
    GROUP BY t.beneficiary_id HAVING count(DISTINCT q.word) = $2
    ORDER BY count(DISTINCT q.word) FILTER (WHERE NOT q.slip) DESC LIMIT ${SEARCHED}) h
  JOIN allocation.beneficiary_identity i ON i.beneficiary_id = h.beneficiary_id AND i.structure_id = $1
  JOIN allocation.beneficiary b ON b.id = allocation.person_stands(i.beneficiary_id) AND b.ended_on IS NULL
  ORDER BY b.id, i.updated_at DESC`;

/** Those who are written as typed, then those who sound so, then those with a slip: the most that are a handful, else nobody. */
function handful(found: readonly Row[], typed: string): FoundPeople {
  const ranked = [...new Map(found.map((row) => [row.id, row])).values()].flatMap((row) => {
    const { of, keyId, bytes, ...person } = row;
    const { name }: PersonIdentity = JSON.parse(unseal(keyring(), { keyId, bytes }, of).toString());
    const distance = distanceOf(typed, name);
    return distance === null ? [] : [{ distance, person: { ...person, name, near: distance > AS_TYPED } }];
  });
  const within = [SLIP, SOUNDS, AS_TYPED].map((most) => ranked.filter(({ distance }) => distance <= most));
  const shown = within.find((some) => some.length > 0 && some.length <= FOUND_SHOWN);
  if (!shown) return { people: [], refused: ranked.length ? 'too_many' : null };
  return { people: shown.sort((a, b) => a.distance - b.distance).map(({ person }) => person), refused: null };
}

const [AS_TYPED, SOUNDS, SLIP] = [0, 1, 2];

/** How far a name is from what was typed, by the word that is farthest; null: one word is none of its. */
function distanceOf(typed: string, name: string): number | null {
  if (!isName(typed)) return AS_TYPED;
  const words = nameWords(name);
  const distances = nameWords(typed).map((word) => {
    if (words.some(({ written }) => written.some((text) => word.written.includes(text)))) return AS_TYPED;
    if (words.some(({ sounds }) => sounds.some((sound) => word.sounds.includes(sound)))) return SOUNDS;
    return words.some(({ written }) => isSlip(written[0]!, word.written[0]!)) ? SLIP : Number.POSITIVE_INFINITY;
  });
  const farthest = Math.max(AS_TYPED, ...distances);
  return Number.isFinite(farthest) ? farthest : null;
}
