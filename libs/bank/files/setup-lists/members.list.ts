import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { GoodRow, ImportedFile, Known, Made, TakenBack, Withdrawing } from '#bank/files/engine';
import {
  addressFault,
  MembersService,
  normalAddress,
  OrganisationsService,
  type OrganisationView,
  UnusedService,
} from '#bank/people';
import {
  type Actor,
  joined,
  personalColumn,
  plainWords,
  ROLES_OF,
  type Role,
  roleCalled,
  WRITE,
} from '#platform/kernel';
import {
  type Cells,
  type ListWords,
  notedRow,
  refusedRow,
  type SetupListSpec,
  takenBack,
  undoneOf,
  wrongRow,
} from './list-spec.js';

personalColumn('imports.part', 'rows', 'accounts', 'Lignes d’une liste de personnes, sous scellé', 'undecided_file');

export interface ListedMember {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly role: string;
}

const FIELDS = {
  email: {
    label: 'Adresse mail',
    titles: /^(?:e ?mail|mail|courriel|adresse (?:e )?mail|adresse e ?mail)$/,
    needed: true,
  },
  name: {
    label: 'Nom',
    titles: /^(?:nom(?: de famille)?|personne|nom (?:et )?prenom|prenom (?:et )?nom|nom complet)$/,
    needed: true,
  },
  firstName: { label: 'Prénom', titles: /^prenoms?$/ },
  organisation: { label: 'Organisation', titles: /^(?:organisation|structure|organisme|employeur)$/, needed: true },
  role: { label: 'Rôle', titles: /^(?:role|fonction|profil|droits?)$/ },
} as const satisfies SetupListSpec<ListedMember>['fields'];

const WORDS: ListWords = {
  path: 'personnes',
  title: 'Importer des personnes',
  lead: 'Un tableur : le nom, l’adresse mail, l’organisation et le rôle. Personne ne reçoit de message avant que vous le demandiez.',
  up: { label: 'Organisations', href: '/gestion/organisations' },
  noun: ['personne', 'personnes'],
  becomes: 'sera ajoutée',
  done: ['personne ajoutée. Il reste à l’inviter', 'personnes ajoutées. Il reste à les inviter'],
  invites: true,
  things: {
    made: ['personne ajoutée', 'personnes ajoutées'],
    gone: ['personne retirée', 'personnes retirées'],
    press: ['Retirer la personne', (n) => `Retirer les ${n} personnes`],
    says: 'Ces personnes ne travaillent plus pour l’organisation que la liste disait, et leurs invitations ne servent plus ; leur compte reste, et n’ouvre rien. Une personne qui est déjà entrée reste, et la page dira laquelle.',
    stays: {
      'people.member_came_in': 'Sont déjà entrées : suspendez-les une par une si besoin.',
      'people.member_signs': 'Sont inscrites parmi les signataires : retirez-les-en d’abord.',
      'people.last_manager': 'Sont seules à gérer une organisation où d’autres travaillent.',
    },
    href: ({ id }) => `/gestion/membres/${id}`,
    name: ({ code }) => `Opérateur ${code}`,
    state: ({ state }) => state,
  },
};

/** A list of people, each for an organisation that is there. Nobody is written to before somebody says so. */
@Injectable()
export class MembersList implements SetupListSpec<ListedMember, keyof typeof FIELDS> {
  readonly name = 'members';
  readonly right = WRITE.organisations;
  readonly fields = FIELDS;
  readonly expectsOrganisation = ['organisation'] as const;
  readonly words = WORDS;

  constructor(
    private readonly organisations: OrganisationsService,
    private readonly members: MembersService,
    private readonly unused: UnusedService,
  ) {}

  read(cell: Cells<keyof typeof FIELDS>) {
    const [email, organisation] = [normalAddress(cell('email')), cell('organisation')];
    const name = wholeName(cell('firstName'), cell('name'));
    if (!cell('name')) return refusedRow('name', 'setup.name_missing');
    if (name.length > 120) return refusedRow('name', 'setup.name_too_long', { max: 120 });
    const fault = addressFault(email);
    if (fault) return refusedRow('email', fault);
    if (!organisation) return refusedRow('organisation', 'setup.organisation_missing');
    return { meaning: { name, email, organisation, role: cell('role') } };
  }

  keys({ email, organisation }: ListedMember): readonly string[] {
    return [`${email} ${plainWords(organisation)}`];
  }

  says({ name, email, organisation, role }: ListedMember): string {
    return joined(' · ', name, email, organisation, role);
  }

  async check(tx: EntityManager, actor: Actor, rows: readonly GoodRow<ListedMember>[]): Promise<Map<number, Known>> {
    const there = await this.byName(tx);
    const known = await this.members.known(
      rows.map(({ meaning }) => meaning.email),
      tx,
    );
    const undone = await undoneOf(tx, this.name);
    const self = actor.kind === 'member' ? actor.userId : null;
    return new Map(
      rows.flatMap(({ line, meaning: m }): [number, Known][] => {
        const organisation = there.get(plainWords(m.organisation));
        if (!organisation)
          return [[line, wrongRow('organisation', 'setup.organisation_unknown', { typed: m.organisation })]];
        if (!organisation.active) return [[line, wrongRow('organisation', 'people.organisation_closed')]];
        if (!roleOf(m, organisation))
          return [
            [line, wrongRow('role', 'setup.role_unknown', { kind: organisation.kind, typed: m.role.slice(0, 40) })],
          ];
        const user = known.get(m.email);
        if (!user) return [];
        if (user.userId === self) return [[line, wrongRow('email', 'people.not_oneself')]];
        const member = user.memberships.find(({ organisationId }) => organisationId === organisation.id);
        if (!member) return [[line, notedRow('email', 'setup.person_known')]];
        return beginsAgain(member, undone)
          ? [[line, notedRow('email', 'setup.member_again')]]
          : [[line, wrongRow('email', 'setup.member_known')]];
      }),
    );
  }

  async apply(tx: EntityManager, actor: Actor, rows: readonly GoodRow<ListedMember>[]): Promise<Made[]> {
    const there = await this.byName(tx);
    const known = await this.members.known(
      rows.map(({ meaning }) => meaning.email),
      tx,
    );
    const undone = await undoneOf(tx, this.name);
    const made: Made[] = [];
    for (const { line, meaning: m } of rows) {
      const organisation = there.get(plainWords(m.organisation))!;
      const form = { name: m.name, email: m.email, roles: [roleOf(m, organisation)!] };
      const ended = known
        .get(m.email)
        ?.memberships.find((one) => one.organisationId === organisation.id && beginsAgain(one, undone));
      if (ended) await this.unused.beginMembership(tx, actor, ended.id, form.roles);
      made.push({
        line,
        id: ended?.id ?? (await this.members.enrol(tx, actor, organisation.id, form)).membershipId,
      });
    }
    return made;
  }

  /** Who has not come in since does not work there; their account stays, and opens nothing. No name is kept of those who stay. */
  withdraw(tx: EntityManager, actor: Actor, _file: ImportedFile, given: Withdrawing): Promise<TakenBack> {
    return takenBack(
      given,
      (ids) => this.unused.endMemberships(tx, actor, ids),
      ({ operatorNumber, organisationName }) => ({ code: `n° ${operatorNumber}`, state: organisationName }),
    );
  }

  private async byName(tx: EntityManager): Promise<Map<string, OrganisationView>> {
    return new Map((await this.organisations.list(undefined, tx)).map((o) => [plainWords(o.name), o]));
  }
}

/** « Élise » and « DURAND »; a column of names that has the first name beside another stays as it is. */
function wholeName(first: string, name: string): string {
  const [given, all] = [plainWords(first), plainWords(name)];
  return given !== all && ` ${all} `.includes(` ${given} `) ? name : `${first} ${name}`.trim();
}

/** What a person may do there: as the list says, or the one role that there is. */
function roleOf({ role }: ListedMember, { kind }: OrganisationView): Role | undefined {
  const fitting = ROLES_OF[kind];
  const words = plainWords(role);
  if (!words) return fitting.length === 1 ? fitting[0] : undefined;
  return roleCalled(words, fitting);
}

/** It ended with a list that was undone, and nobody began it since. */
const beginsAgain = (
  { id, active }: { readonly id: string; readonly active: boolean },
  undone: ReadonlySet<string>,
): boolean => !active && undone.has(id);
