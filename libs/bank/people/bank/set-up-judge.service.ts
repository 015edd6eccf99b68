import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CommunesService } from '#bank/territory';
import { rows } from '#platform/database';
import { type Actor, askAll, isMember, type OrganisationKind, type Role, RuleBroken } from '#platform/kernel';
import { mustBeAddress } from '../members/address.js';
import { MembersService } from '../members/members.service.js';
import { mustFitKind, UsersService } from '../members/users.service.js';
import { mustSayWhy } from '../organisations/names.js';
import type { OrganisationForm, PlaceForm } from '../organisations/organisation.views.js';
import { mustBeIn } from '../organisations/organisations.service.js';
import { mustBeHardToGuess } from '../sign-in/password.js';
import type { OpeningForm } from './opening.service.js';

type Said = Partial<Pick<OrganisationForm, 'kind' | 'name' | 'commune' | 'nameReason'>>;

/** All that is to be corrected in a form that sets a bank up, at once: each rule by itself, of whatever is given. Writes nothing. */
@Injectable()
export class SetUpJudge {
  constructor(
    private readonly communes: CommunesService,
    private readonly users: UsersService,
    private readonly members: MembersService,
  ) {}

  /** Of what opens a bank. @throws RuleBroken as `OpeningService.open` */
  async opening(tx: EntityManager, given: Partial<OpeningForm>): Promise<void> {
    const { commune, email, password } = given;
    await askAll(
      () => this.communes.resolve(tx, { typed: commune }),
      () => email && mustBeAddress(email),
      () => password && mustBeHardToGuess(password),
    );
  }

  /** Of an organisation: a new one, or the one that `id` names. @throws RuleBroken as `OrganisationsService.create` and `change` */
  async organisation(tx: EntityManager, given: Said, id: string | null): Promise<void> {
    const name = given.name?.trim();
    const found = await rows<{ id: string; name: string }>(
      tx,
      'SELECT id, name FROM people.organisation WHERE id = $1::uuid OR name = $2',
      [id, name ?? null],
    );
    const before = found.find((one) => one.id === id);
    await askAll(
      () => !id && mustBeKind(given.kind),
      () => found.some((one) => one.name === name && one.id !== id) && taken('organisation_name', 'name'),
      () => name && before && before.name !== name && mustSayWhy(given.nameReason),
      () => this.communes.resolve(tx, { typed: given.commune }),
    );
  }

  /** Of a place in an organisation. @throws RuleBroken as `OrganisationsService.addPlace` */
  async place(tx: EntityManager, organisationId: string, given: Partial<PlaceForm>): Promise<void> {
    const { kind, name, parentId } = given;
    if (!kind || kind === 'site') return;
    await askAll(
      () => mustBeIn(tx, organisationId, parentId ?? null),
      async () => {
        const [same] = await rows<{ id: string }>(
          tx,
          'SELECT id FROM people.place WHERE organisation_id = $1 AND parent_id = $2::uuid AND name = $3 AND active',
          [organisationId, parentId ?? null, name?.trim() ?? ''],
        );
        if (same) taken('place_name', 'name');
      },
    );
  }

  /** Of somebody more for an organisation. @throws RuleBroken as `MembersService.invite` */
  async invitation(
    tx: EntityManager,
    actor: Actor,
    organisationId: string,
    given: { readonly email?: string; readonly roles?: readonly Role[] },
  ): Promise<void> {
    const { email, roles } = given;
    await askAll(
      () => email && mustBeAddress(email),
      async () => {
        const known = email ? await this.users.byEmail(email, tx) : null;
        if (known) await mustBeNew(tx, actor, organisationId, known.id);
      },
      () => roles && this.users.mustFit(tx, organisationId, roles),
    );
  }

  /** Of the first person of an organisation that is made by the same form. @throws RuleBroken as `MembersService.invite` */
  async newcomer(
    tx: EntityManager,
    actor: Actor,
    kind: OrganisationKind | undefined,
    given: { readonly email?: string | undefined; readonly roles?: readonly Role[] | undefined } | null,
  ): Promise<void> {
    const { email, roles } = given ?? {};
    await askAll(
      () => email && mustBeAddress(email),
      async () => {
        const known = email ? await this.users.byEmail(email, tx) : null;
        if (known && isMember(actor) && known.id === actor.userId)
          throw new RuleBroken('people.not_oneself', {}, 'email');
      },
      () => kind && roles && mustFitKind(kind, roles),
    );
  }

  /** Of who a member is. @throws RuleBroken as `MembersService.correct` */
  async person(
    tx: EntityManager,
    actor: Actor,
    id: string,
    given: { readonly name?: string; readonly email?: string },
  ): Promise<void> {
    const { name, email } = given;
    const m = await this.members.reached(actor, id, tx);
    await askAll(
      () => this.members.mustBeCorrectable(tx, actor, m, email ?? m.email),
      () => email && mustBeAddress(email),
      async () => {
        const known = email ? await this.users.byEmail(email, tx) : null;
        if (known && known.id !== m.userId) throw new RuleBroken('people.email_taken', {}, 'email');
        if (known && name?.trim() === known.name) throw new RuleBroken('people.same_person', {}, 'name');
      },
    );
  }
}

/** What an organisation is, is said once, when it is created. @throws RuleBroken `people.kind_missing` */
export function mustBeKind(kind: OrganisationKind | undefined): asserts kind is OrganisationKind {
  if (!kind) throw new RuleBroken('people.kind_missing', {}, 'kind');
}

function taken(what: 'organisation_name' | 'place_name', field: string): never {
  throw new RuleBroken(`people.${what}_taken`, {}, field);
}

async function mustBeNew(tx: EntityManager, actor: Actor, organisationId: string, userId: string): Promise<void> {
  if (isMember(actor) && actor.userId === userId) throw new RuleBroken('people.not_oneself', {}, 'email');
  const [already] = await rows<{ id: string }>(
    tx,
    'SELECT id FROM people.membership WHERE user_id = $1 AND organisation_id = $2',
    [userId, organisationId],
  );
  if (already) throw new RuleBroken('people.already_member', {}, 'email');
}
