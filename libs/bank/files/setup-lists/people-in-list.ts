import type { EntityManager } from 'typeorm';
import { type Answers, type FoundHeader, PeopleAsked, type ReadRow } from '#bank/files/engine';
import { looksLikePerson, mayBePerson, SOMEBODY, tellsOfPeople, withoutTitled } from '#bank/files/words';
import { rows } from '#platform/database';
import { plainWords, type TableRow } from '#platform/kernel';
import type { ListSpec } from './list-spec.js';

/** Organisations that are there: one that is called after somebody is nobody. */
export async function organisationsThere(on: EntityManager): Promise<ReadonlySet<string>> {
  const found = await rows<{ name: string }>(on, 'SELECT name FROM people.organisation');
  return new Set(found.map(({ name }) => plainWords(name)));
}

/** Takes people out of the columns of a list in which organisations are expected; a person says whether they are some. */
export class PeopleInList {
  private readonly asked: PeopleAsked;
  private readonly columns: readonly { readonly field: string; readonly at: number; readonly among: boolean }[];

  constructor(
    { expectsOrganisation }: Pick<ListSpec<unknown>, 'expectsOrganisation'>,
    fields: FoundHeader['fields'],
    below: readonly TableRow[],
    answers: Answers,
    private readonly there: ReadonlySet<string>,
  ) {
    this.asked = new PeopleAsked(answers);
    this.columns = expectsOrganisation.flatMap((field) => {
      const at = fields[field];
      return at === undefined ? [] : [{ field, at, among: tellsOfPeople(below.map((row) => row.cells[at] ?? '')) }];
    });
  }

  /** @returns the row as it may be kept, with its question; null where it names nobody. `wrong`: nobody said yet that this is an organisation. */
  look({ n, cells }: TableRow): (ReadRow<never> & { readonly wrong: boolean }) | null {
    const people = this.columns.filter(({ at, among }) => this.isSomebody((cells[at] ?? '').trim(), among));
    if (!people.length) return null;
    for (const { at } of people) this.asked.note(at, n);
    const at = new Set(people.map((column) => column.at));
    return {
      n,
      raw: cells.map((cell, i) => (at.has(i) ? SOMEBODY : cell)),
      problems: people.map(({ field }) => ({ field, code: 'setup.row_person', facts: {} })),
      words: { people: this.asked.question },
      wrong: !this.asked.others,
    };
  }

  private isSomebody(text: string, among: boolean): boolean {
    if (!text || this.there.has(plainWords(text))) return false;
    return looksLikePerson(text) || withoutTitled(text) !== text || (among && mayBePerson(text));
  }
}
