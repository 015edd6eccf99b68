import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { GoodRow, ImportedFile, Known, Made, TakenBack, Withdrawing } from '#bank/files/engine';
import { OrganisationsService, type OrganisationView, UnusedService } from '#bank/people';
import { CommunesService } from '#bank/territory';
import {
  type Actor,
  joined,
  ORGANISATION_KIND_WORDS,
  type OrganisationKind,
  plainWords,
  RuleBroken,
  WRITE,
} from '#platform/kernel';
import {
  type Cells,
  cameInAt,
  type ListWords,
  notedRow,
  refusedRow,
  type SetupListSpec,
  takenBack,
  undoneOf,
  wrongRow,
} from './list-spec.js';

export interface ListedOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly commune: string;
  readonly address: string;
  readonly siren: string | null;
  readonly helpline: string;
}

/** How lists call the kinds of organisations. There is one bank, and no list brings another. */
const KIND_PATTERNS: readonly (readonly [OrganisationKind, RegExp])[] = [
  ['collection_point', /\bcollectes?\b/],
  ['esat', /\besat\b/],
  ['ea', /\bentreprise adaptee\b|^ea\b/],
  ['committee', /\bcomite\b/],
  ['donor', /\b(?:donateur|donneur)s?\b/],
  [
    'structure',
    /\bstructures?\b|\bc(?:cas|ias)\b|\basso(?:ciation)?s?\b|\bfrance services?\b|\bcentre social\b|\bmission locale\b|\btiers lieux?\b/,
  ],
];
const NAME_LENGTH = 120;
const LONGEST = { address: 200, helpline: 40 } as const;
const FIELDS = {
  name: {
    label: 'Nom',
    titles: /^(?:nom|organisation|structure|raison sociale|nom (?:de )?(?:l )?(?:organisation|structure))$/,
    needed: true,
  },
  kind: {
    label: 'Type',
    titles: /^(?:type|categorie|genre|type (?:d |de )?(?:organisation|structure))$/,
    needed: true,
  },
  commune: { label: 'Commune', titles: /^(?:commune|ville|localite)$/ },
  postcode: { label: 'Code postal', titles: /^(?:cp|code ?postal|postal)$/ },
  address: { label: 'Adresse postale', titles: /^(?:adresse|adresse postale|adresse complete|rue)$/ },
  siren: { label: 'SIREN ou SIRET', titles: /^(?:(?:n|no|numero)? ?sire[nt]|siren ou siret)$/ },
  helpline: { label: 'Téléphone d’aide', titles: /^(?:telephone|tel|tel aide|telephone d aide|numero de telephone)$/ },
} as const satisfies SetupListSpec<ListedOrganisation>['fields'];

const WORDS: ListWords = {
  path: 'organisations',
  title: 'Importer des organisations',
  lead: 'Un tableur : le nom, le type, et si vous les avez la commune, le SIREN, le téléphone d’aide. Vous verrez le résultat avant d’enregistrer.',
  up: { label: 'Organisations', href: '/gestion/organisations' },
  noun: ['organisation', 'organisations'],
  becomes: 'sera ajoutée',
  done: ['organisation ajoutée', 'organisations ajoutées'],
  things: {
    made: ['organisation ajoutée', 'organisations ajoutées'],
    gone: ['organisation fermée', 'organisations fermées'],
    press: ['Fermer l’organisation', (n) => `Fermer les ${n} organisations`],
    says: 'Les organisations de cette liste sont fermées : on ne peut plus rien leur confier. Une organisation qui a déjà servi reste ouverte, et la page dira laquelle et pourquoi.',
    stays: {
      'people.organisation_has_people': 'Des personnes y travaillent : annulez d’abord leur liste, ou suspendez-les.',
      'people.organisation_used': 'Ont déjà servi : don, appareil, quota, lieu ajouté…',
      'people.organisation_changed': 'Ont été modifiées depuis par une personne.',
    },
    href: ({ id }) => `/gestion/organisations/${id}`,
    name: ({ code }) => code,
    state: ({ state }) => state,
  },
};

/** A list of organisations: those that have the name or the SIREN of one that is there are left as they are, unless it closed with an undone list. */
@Injectable()
export class OrganisationsList implements SetupListSpec<ListedOrganisation, keyof typeof FIELDS> {
  readonly name = 'organisations';
  readonly right = WRITE.organisations;
  readonly fields = FIELDS;
  readonly expectsOrganisation = ['name', 'commune'] as const;
  readonly words = WORDS;

  constructor(
    private readonly organisations: OrganisationsService,
    private readonly communes: CommunesService,
    private readonly unused: UnusedService,
  ) {}

  read(cell: Cells<keyof typeof FIELDS>) {
    // The first nine digits of a SIRET are the SIREN.
    const [name, siren] = [
      cell('name'),
      cell('siren')
        .replace(/[\s.]/g, '')
        .replace(/^(\d{9})\d{5}$/, '$1'),
    ];
    if (!name) return refusedRow('name', 'setup.name_missing');
    if (name.length > NAME_LENGTH) return refusedRow('name', 'setup.name_too_long', { max: NAME_LENGTH });
    const kind = KIND_PATTERNS.find(([, words]) => words.test(plainWords(cell('kind'))))?.[0];
    if (!kind) return refusedRow('kind', 'setup.kind_unknown', { typed: cell('kind').slice(0, 40) });
    if (siren && !/^\d{9}$/.test(siren)) return refusedRow('siren', 'setup.siren_wrong');
    const commune = communeOf(cell('commune').slice(0, 80), cell('postcode').slice(0, 10));
    const address = cell('address');
    if (address.length > LONGEST.address)
      return refusedRow('address', 'setup.words_too_long', { max: LONGEST.address });
    // A spreadsheet takes the nought of a number for nothing.
    const helpline = cell('helpline').replace(/^[1-9]\d{8}$/, '0$&');
    if (helpline.length > LONGEST.helpline)
      return refusedRow('helpline', 'setup.words_too_long', { max: LONGEST.helpline });
    return { meaning: { name, kind, commune, address, siren: siren || null, helpline } };
  }

  keys({ name }: ListedOrganisation): readonly string[] {
    return [plainWords(name)];
  }

  says({ name, kind, commune, address, siren, helpline }: ListedOrganisation): string {
    return joined(' · ', name, ORGANISATION_KIND_WORDS[kind], commune, address, siren, helpline);
  }

  async check(
    tx: EntityManager,
    _actor: Actor,
    rows: readonly GoodRow<ListedOrganisation>[],
  ): Promise<Map<number, Known>> {
    const there = await this.organisations.list(undefined, tx);
    const undone = await undoneOf(tx, this.name);
    const names = new Map(there.map((one) => [plainWords(one.name), one]));
    const sirens = new Map(there.flatMap((one) => (one.siren ? [[one.siren, one]] : [])));
    const communes = await this.refusedCommunes(tx, rows);
    return new Map(
      rows.flatMap(({ line, meaning: m }): [number, Known][] => {
        const known = names.get(plainWords(m.name));
        const again = known && opensAgain(known, undone);
        if (known && !again) return [[line, wrongRow('name', 'setup.organisation_known')]];
        const same = m.siren ? sirens.get(m.siren) : undefined;
        if (same && same !== known) return [[line, wrongRow('siren', 'setup.siren_known', { name: same.name })]];
        const refused = communes.get(m.commune);
        if (refused) return [[line, wrongRow('commune', refused.code, refused.facts)]];
        return again ? [[line, notedRow('name', 'setup.organisation_again')]] : [];
      }),
    );
  }

  async apply(tx: EntityManager, actor: Actor, rows: readonly GoodRow<ListedOrganisation>[]): Promise<Made[]> {
    const undone = await undoneOf(tx, this.name);
    const closed = (await this.organisations.list(undefined, tx)).filter((one) => opensAgain(one, undone));
    const names = new Map(closed.map((one) => [plainWords(one.name), one]));
    const made: Made[] = [];
    for (const { line, meaning } of rows) {
      const known = names.get(plainWords(meaning.name));
      if (known) await this.unused.openOrganisation(tx, actor, known, meaning);
      made.push({ line, id: known?.id ?? (await this.organisations.create(tx, actor, meaning)) });
    }
    return made;
  }

  async withdraw(tx: EntityManager, actor: Actor, file: ImportedFile, given: Withdrawing): Promise<TakenBack> {
    const since = await cameInAt(tx, file);
    return takenBack(
      given,
      (ids) => this.unused.closeOrganisations(tx, actor, ids, since),
      ({ name, kind }) => ({ code: name, state: ORGANISATION_KIND_WORDS[kind] }),
    );
  }

  private async refusedCommunes(
    tx: EntityManager,
    rows: readonly GoodRow<ListedOrganisation>[],
  ): Promise<Map<string, RuleBroken>> {
    const refused = new Map<string, RuleBroken>();
    for (const typed of new Set(rows.map(({ meaning }) => meaning.commune)))
      await this.communes.resolve(tx, { typed }).catch((error: unknown) => {
        if (!(error instanceof RuleBroken)) throw error;
        refused.set(typed, error);
      });
    return refused;
  }
}

/** « Bourg » and « 01000 » are « Bourg (01) »: of the code only the département counts, businesses have codes of their own. */
function communeOf(name: string, postcode: string): string {
  // A spreadsheet takes the nought of 01000 for nothing.
  const code = /^\d{4,5}$/.test(postcode) ? postcode.padStart(5, '0') : '';
  const departement = /^20/.test(code) ? '' : code.slice(0, /^9[78]/.test(code) ? 3 : 2);
  if (!name) return code;
  return departement && !/\d/.test(name) ? `${name} (${departement})` : name;
}

/** It closed with a list that was undone, and nobody opened it since. */
const opensAgain = ({ id, active }: OrganisationView, undone: ReadonlySet<string>): boolean =>
  !active && undone.has(id);
