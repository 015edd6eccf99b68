import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isAllowed, QuotasService, type QuotaView, REQUESTABLE, type Requestable } from '#bank/allocation';
import { categoryOf } from '#bank/devices';
import type {
  GoodRow,
  ImportedFile,
  Known,
  ListField,
  Made,
  RemainingThing,
  TakenBack,
  Withdrawing,
} from '#bank/files/engine';
import { OrganisationsService } from '#bank/people';
import { type Actor, plainWords, RuleBroken, WRITE } from '#platform/kernel';
import {
  type Cells,
  cameInAt,
  type ListWords,
  notedRow,
  type RowRefused,
  refusedRow,
  type SetupListSpec,
  wrongRow,
} from './list-spec.js';

/** What a structure may have in a year, as a list says it: a column for each type of device, or a type and a number. */
export interface ListedQuota {
  readonly structure: string;
  readonly year: number;
  readonly numbers: Readonly<Partial<Record<Requestable, number>>>;
}

const CALLED: Readonly<Record<Requestable, RegExp>> = {
  laptop: /^(?:(?:ordinateurs? |pc )?portables?|laptops?)$/,
  desktop: /^(?:(?:ordinateurs?|pc) )?(?:fixes?|de bureau|bureau|tours?)$|^unites? centrales?$/,
  all_in_one: /^tout en un$|^ordinateurs? tout en un$/,
  tablet: /^tablettes?$/,
  smartphone: /^smartphones?$|^telephones?(?: mobiles?)?$|^mobiles?$/,
  monitor: /^ecrans?$|^moniteurs?$/,
  printer: /^imprimantes?$/,
  multifunction_printer: /^(?:imprimantes? )?multifonctions?$/,
};
const categoryIn = (typed: string): Requestable | undefined => {
  const words = plainWords(typed);
  return REQUESTABLE.find(
    (one) =>
      CALLED[one].test(words) || [categoryOf(one).label, categoryOf(one).short].some((w) => plainWords(w) === words),
  );
};

const FIELDS: Readonly<Record<string, ListField>> = {
  structure: {
    label: 'Structure',
    titles: /^(?:structure|organisation|organisme|nom|nom (?:de la )?structure)$/,
    needed: true,
  },
  year: { label: 'Année', titles: /^(?:annee|exercice|an)$/, needed: true },
  category: { label: 'Type d’appareil', titles: /^(?:type|type d appareil|categorie|appareil|genre)$/ },
  allowed: { label: 'Nombre', titles: /^(?:nombre|quota|quantite|nb|qte|maximum)$/ },
  ...Object.fromEntries(REQUESTABLE.map((one) => [one, { label: categoryOf(one).label, titles: CALLED[one] }])),
};

const WORDS: ListWords = {
  path: 'quotas',
  title: 'Importer des quotas',
  lead: 'Un tableur : la structure, l’année, puis une colonne par type d’appareil, ou le type et le nombre.',
  up: { label: 'Quotas', href: '/quotas' },
  noun: ['ligne', 'lignes'],
  becomes: 'sera enregistré',
  done: ['quota enregistré', 'quotas enregistrés'],
  things: {
    made: ['quota enregistré', 'quotas enregistrés'],
    gone: ['quota annulé', 'quotas annulés'],
    press: ['Annuler le quota', (n) => `Annuler les ${n} quotas`],
    says: 'Chaque quota reprend le nombre qu’il avait avant cette liste, et aucun s’il n’en avait pas. Un quota dans lequel des appareils sont déjà comptés reste, et la page dira lequel.',
    stays: {
      'allocation.quota_in_use': 'Des appareils y sont déjà comptés, plus que le nombre d’avant.',
      'allocation.quota_set_since': 'Ont été changés depuis par une personne.',
    },
    href: ({ state }) => `/quotas?annee=${state}`,
    name: ({ code }) => code,
    state: ({ state }) => state,
  },
};

/** A list of quotas by structure and year. A number that is there is replaced, and what it was is told. */
@Injectable()
export class QuotasList implements SetupListSpec<ListedQuota> {
  readonly name = 'quotas';
  readonly right = WRITE.quotas;
  readonly fields = FIELDS;
  readonly expectsOrganisation = ['structure'] as const;
  readonly words = WORDS;

  constructor(
    private readonly organisations: OrganisationsService,
    private readonly quotas: QuotasService,
  ) {}

  read(cell: Cells<string>): { meaning: ListedQuota } | { refused: RowRefused } {
    const structure = cell('structure');
    if (!structure) return refusedRow('structure', 'setup.organisation_missing');
    const typedYear = cell('year');
    if (!/^20\d\d$/.test(typedYear)) return refusedRow('year', 'setup.year_wrong');
    const numbers: Partial<Record<Requestable, number>> = {};
    const wrong = (field: string) => refusedRow(field, 'allocation.quota_invalid');
    for (const one of REQUESTABLE) {
      const n = numberOf(cell(one));
      if (n === null) return wrong(one);
      if (n !== undefined) numbers[one] = n;
    }
    if (cell('category')) {
      const category = categoryIn(cell('category'));
      const n = numberOf(cell('allowed'));
      if (!category) return refusedRow('category', 'setup.category_unknown', { typed: cell('category').slice(0, 40) });
      if (n === null || n === undefined) return wrong('allowed');
      numbers[category] = n;
    }
    if (!Object.keys(numbers).length) return refusedRow('structure', 'setup.numbers_missing');
    return { meaning: { structure, year: Number(typedYear), numbers } };
  }

  keys({ structure, year, numbers }: ListedQuota): readonly string[] {
    return Object.keys(numbers).map((category) => `${plainWords(structure)} ${year} ${category}`);
  }

  says({ structure, year, numbers }: ListedQuota): string {
    const each = entriesOf(numbers).map(([one, n]) => `${categoryOf(one).short} : ${n}`);
    return `${structure} · ${year} · ${each.join(', ')}`;
  }

  async check(tx: EntityManager, actor: Actor, rows: readonly GoodRow<ListedQuota>[]): Promise<Map<number, Known>> {
    const [structures, there] = await Promise.all([this.byName(tx), this.there(tx, actor, rows)]);
    return new Map(
      rows.flatMap(({ line, meaning: m }): [number, Known][] => {
        const id = structures.get(plainWords(m.structure));
        if (!id) return [[line, wrongRow('structure', 'setup.structure_unknown', { typed: m.structure })]];
        const before = entriesOf(m.numbers).flatMap(([one, n]) => {
          const q = there.find((x) => x.structureId === id && x.category === one && yearOf(x) === m.year);
          return q ? [{ q, n }] : [];
        });
        const below = before.find(({ q, n }) => q.used > n);
        if (below) return [[line, wrongRow(below.q.category, 'allocation.quota_below_used', { used: below.q.used })]];
        const changed = before.filter(({ q, n }) => q.allowed !== n);
        if (!changed.length)
          return before.length === entriesOf(m.numbers).length
            ? [[line, wrongRow('structure', 'setup.quota_known')]]
            : [];
        const words = changed.map(({ q, n }) => `${categoryOf(q.category).short} : ${q.allowed} → ${n}`).join(', ');
        return [[line, notedRow('structure', 'setup.quota_changes', { words })]];
      }),
    );
  }

  async apply(tx: EntityManager, actor: Actor, rows: readonly GoodRow<ListedQuota>[]): Promise<Made[]> {
    const structures = await this.byName(tx);
    const made: Made[] = [];
    for (const { line, meaning: m } of rows)
      for (const [category, allowed] of entriesOf(m.numbers)) {
        const structureId = structures.get(plainWords(m.structure));
        if (!structureId) throw new RuleBroken('setup.structure_unknown', { typed: m.structure });
        const days = { startsOn: `${m.year}-01-01`, endsOn: `${m.year}-12-31` };
        const { id, changed } = await this.quotas.set(tx, actor, { structureId, category, ...days, allowed });
        // What a quota said already is not of this list: undoing it must not take it away.
        if (changed) made.push({ line, id });
      }
    return made;
  }

  /** A number that nothing was counted in since is what it was before the list; the others stay. */
  async withdraw(
    tx: EntityManager,
    actor: Actor,
    file: ImportedFile,
    { batches, tell }: Withdrawing,
  ): Promise<TakenBack> {
    const setAt = await cameInAt(tx, file);
    let withdrawn = 0;
    const kept: RemainingThing[] = [];
    for await (const batch of batches)
      for (const { line, id } of batch) {
        const { quota, why } = await this.quotas.takeBack(tx, actor, id, setAt);
        if (why)
          kept.push({
            line,
            id,
            code: `${quota.structure}, ${categoryOf(quota.category).short}`,
            state: quota.startsOn.slice(0, 4),
            why,
          });
        else withdrawn += 1;
        await tell(withdrawn);
      }
    return { withdrawn, kept };
  }

  private async byName(tx: EntityManager): Promise<Map<string, string>> {
    return new Map((await this.organisations.list(['structure'], tx)).map(({ id, name }) => [plainWords(name), id]));
  }

  private async there(tx: EntityManager, actor: Actor, rows: readonly GoodRow<ListedQuota>[]): Promise<QuotaView[]> {
    const found: QuotaView[] = [];
    for (const year of new Set(rows.map(({ meaning }) => meaning.year)))
      found.push(...(await this.quotas.list(actor, { year }, tx)));
    return found;
  }
}

const entriesOf = (numbers: ListedQuota['numbers']) => Object.entries(numbers) as [Requestable, number][];
const yearOf = ({ startsOn, endsOn }: QuotaView): number | null =>
  startsOn.endsWith('-01-01') && endsOn === `${startsOn.slice(0, 4)}-12-31` ? Number(startsOn.slice(0, 4)) : null;
/** undefined: nothing is said; null: it is no number. */
const numberOf = (typed: string): number | null | undefined => {
  if (!typed) return undefined;
  const plain = typed.replace(/\s/g, '').replace(/[.,]0+$/, '');
  return /^\d{1,6}$/.test(plain) && isAllowed(Number(plain)) ? Number(plain) : null;
};
