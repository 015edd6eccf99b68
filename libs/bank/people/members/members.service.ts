import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { type Actor, isId, isMember, mayAll, NotFound, READ, type Role, RuleBroken, WRITE } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { LinksService } from '../sign-in/links.service.js';
import type { LinkPurpose, NameReason } from '../word-lists.js';
import { type NotTheirs, whyNotTheirs } from './account-reach.js';
import { normalAddress } from './address.js';
import type { KnownAccount, MembershipView, UserView } from './user.views.js';
import { UsersService } from './users.service.js';

/** Somebody who works for an organisation, as mails reach them. */
export interface Reachable {
  readonly membershipId: string;
  readonly organisationId: string;
  readonly userId: string;
  readonly email: string;
  readonly roles: readonly Role[];
}

export interface Invited {
  readonly membershipId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Of the link on which they choose a password, or say yes where they have one. */
  readonly secret: string;
  readonly purpose: LinkPurpose;
  /** Why the link may not be shown to whoever made it, only mailed to the person; null: it may. */
  readonly unseen: NotTheirs;
}

export interface Colleague
  extends Pick<MembershipView, 'id' | 'operatorNumber' | 'organisationName' | 'active' | 'asked'> {
  /** Null: outside their organisation they are a number. */
  readonly named: { readonly name: string; readonly roles: readonly Role[] } | null;
}

/** Who works for an organisation, as its manager settles it: their own; the bank's administrator invites everywhere. */
@Injectable()
export class MembersService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly users: UsersService,
    private readonly links: LinksService,
  ) {}

  /** A membership that the actor manages. @throws NotFound for another organisation's */
  async reached(actor: Actor, id: string, on: Reader = this.db): Promise<MembershipView> {
    if (!isId(id)) throw new NotFound('membership');
    const membership = await this.users.membership(id, on);
    if (!reaches(actor, membership.organisationId)) throw new NotFound('membership');
    return membership;
  }

  /** Somebody as those who work with them know them: by name, or by number alone for the bank. @throws NotFound for all others */
  async colleague(actor: Actor, id: string): Promise<Colleague> {
    const m = isId(id) && isMember(actor) ? await this.users.membership(id) : null;
    const own = isMember(actor) && m?.organisationId === actor.organisationId;
    if (!m || !(own || mayAll(actor, READ.devices))) throw new NotFound('membership');
    const { operatorNumber, organisationName, active, asked } = m;
    const named = own || reaches(actor, m.organisationId) ? { name: m.userName, roles: m.roles } : null;
    return { id, operatorNumber, organisationName, active, asked, named };
  }

  /**
   * Somebody known by their mail address becomes a member only once they say yes with the link that goes to them. Of an account that others made
   * nothing is told, not even its name.
   * @throws RuleBroken `people.not_oneself` and those of `UsersService.create` and `join`; NotFound
   */
  async invite(
    tx: EntityManager,
    actor: Actor,
    organisationId: string,
    form: { readonly name: string; readonly email: string; readonly roles: readonly Role[] },
  ): Promise<Invited> {
    const { known, userId, membershipId } = await this.enrol(tx, actor, organisationId, form);
    const who = { membershipId, userId, name: form.name.trim(), email: known?.email ?? form.email.trim() };
    const purpose = known?.opened ? 'joining' : 'invitation';
    return { ...who, ...(await this.linkFor(tx, actor, { membershipId, userId, organisationId, purpose })) };
  }

  /** Makes somebody a member, and writes to nobody. @throws as `invite` */
  async enrol(
    tx: EntityManager,
    actor: Actor,
    organisationId: string,
    form: { readonly name: string; readonly email: string; readonly roles: readonly Role[] },
  ): Promise<{ readonly membershipId: string; readonly userId: string; readonly known: UserView | null }> {
    if (!reaches(actor, organisationId)) throw new NotFound('organisation');
    const known = await this.users.byEmail(form.email, tx);
    if (known && isMember(actor) && known.id === actor.userId) throw new RuleBroken('people.not_oneself', {}, 'email');
    const userId = known?.id ?? (await this.users.create(tx, actor, form));
    const asked = known ? form.name.trim() : null;
    const again = known && (await this.users.askAgain(tx, actor, known, organisationId, form.roles, form.name.trim()));
    const membershipId = again ?? (await this.users.join(tx, actor, userId, organisationId, form.roles, asked));
    return { membershipId, userId, known };
  }

  /** The accounts of addresses, with what each belongs to; whoever asks manages everybody's. */
  async known(emails: readonly string[], on: Reader = this.db): Promise<ReadonlyMap<string, KnownAccount>> {
    const found = await rows<KnownAccount & { email: string }>(
      on,
      `SELECT u.email, u.id AS "userId", coalesce(json_agg(json_build_object('id', m.id, 'organisationId', m.organisation_id, 'active', m.active))
         FILTER (WHERE m.id IS NOT NULL), '[]') AS memberships
       FROM people.app_user u LEFT JOIN people.membership m ON m.user_id = u.id WHERE u.email = ANY ($1) GROUP BY u.id`,
      [emails],
    );
    return new Map(found.map((one) => [one.email, one]));
  }

  /** Where the people who manage an organisation are written to. */
  managers(tx: EntityManager, organisationId: string): Promise<{ readonly userId: string; readonly email: string }[]> {
    const statement = `${REACHABLE} AND m.roles && people.manager_roles() ORDER BY m.created_at, m.id`;
    return rows<{ userId: string; email: string }>(tx, statement, [organisationId]);
  }

  /**
   * Whoever of an organisation is written to about one of its things: one member, while they work there, else everybody with one of the roles,
   * those who stand in for them included.
   */
  async reachableOf(
    on: Reader,
    organisationId: string,
    roles: readonly Role[],
    membershipId: string | null,
  ): Promise<Reachable[]> {
    const all = await rows<Reachable>(
      on,
      `${REACHABLE_MEMBERS} AND m.organisation_id = $1 AND (m.id = $3 OR people.roles_now(m.id, m.roles) && $2) ORDER BY m.created_at, m.id`,
      [organisationId, roles, membershipId],
    );
    const one = all.filter((person) => person.membershipId === membershipId);
    return one.length ? one : all;
  }

  /** Where a member is written to; null: they work there no more. */
  async reachableMember(on: Reader, membershipId: string): Promise<Reachable | null> {
    const [one] = await rows<Reachable>(on, `${REACHABLE_MEMBERS} AND m.id = $1`, [membershipId]);
    return one ?? null;
  }

  /** Everywhere that somebody works, by the name of the organisation. */
  reachableUser(on: Reader, userId: string): Promise<(Reachable & { readonly organisation: string })[]> {
    return rows(
      on,
      `SELECT r."membershipId", r."organisationId", r.roles, r."userId", r.email, o.name AS organisation FROM (${REACHABLE_MEMBERS} AND m.user_id = $1) r JOIN people.organisation o ON o.id = r."organisationId"
       ORDER BY o.name, o.id`,
      [userId],
    );
  }

  async some(actor: Actor, ids: readonly string[]): Promise<MembershipView[]> {
    return (await this.users.someMemberships(ids)).filter((m) => reaches(actor, m.organisationId));
  }

  /** @param byTwo another administrator asked for it, and the actor may see it whatever it opens. @throws NotFound */
  async newLink(tx: EntityManager, actor: Actor, id: string, byTwo = false): Promise<Invited> {
    const m = await this.reached(actor, id, tx);
    const purpose = !m.opened ? 'invitation' : m.asked ? 'joining' : 'handed';
    const { userId, userName: name, email, organisationId } = m;
    return {
      membershipId: id,
      userId,
      name,
      email,
      ...(await this.linkFor(tx, actor, { membershipId: id, userId, organisationId, purpose, byTwo })),
    };
  }

  /** @throws RuleBroken `people.last_manager`, `people.role_does_not_fit`; NotFound */
  async change(
    tx: EntityManager,
    actor: Actor,
    id: string,
    to: { readonly roles: readonly Role[]; readonly active: boolean },
  ): Promise<void> {
    const { organisationId } = await this.reached(actor, id, tx);
    if (isMember(actor) && actor.organisationId === organisationId) {
      await run(tx, 'SELECT 1 FROM people.organisation WHERE id = $1 FOR NO KEY UPDATE', [organisationId]);
      await this.users.changeMembership(tx, actor, id, to);
      // An organisation that closes is the bank's affair: its own people never leave it without anybody.
      const managers = await run(
        tx,
        `SELECT 1 FROM people.membership m JOIN people.app_user u ON u.id = m.user_id
         WHERE m.organisation_id = $1 AND m.active AND u.active AND m.roles && people.manager_roles()`,
        [organisationId],
      );
      if (!managers) throw new RuleBroken('people.last_manager', {}, 'closed');
    } else await this.users.changeMembership(tx, actor, id, to);
  }

  /** @throws RuleBroken `people.works_elsewhere`, `people.has_a_password`, `people.runs_the_installation`, those of `UsersService.correct`; NotFound */
  async correct(
    tx: EntityManager,
    actor: Actor,
    id: string,
    to: { readonly name: string; readonly email: string; readonly nameReason: NameReason },
  ): Promise<void> {
    const m = await this.reached(actor, id, tx);
    await this.mustBeCorrectable(tx, actor, m, to.email);
    await this.users.correct(tx, actor, m.userId, to);
  }

  /** @throws RuleBroken where the account of a member is not the actor's to correct: the name, or the address too */
  async mustBeCorrectable(tx: EntityManager, actor: Actor, m: MembershipView, email: string): Promise<void> {
    const touch = normalAddress(email) === m.email ? 'name' : 'access';
    const why = m.asked ? 'people.not_accepted_yet' : await whyNotTheirs(tx, actor, m, touch);
    if (why) throw new RuleBroken(why, {}, touch === 'name' ? 'name' : 'email');
  }

  /** Whether a new link for this member may be shown to this actor; else why not. */
  async whyUnseen(
    actor: Actor,
    m: Pick<MembershipView, 'userId' | 'organisationId' | 'asked' | 'opened'>,
  ): Promise<Invited['unseen']> {
    return m.asked && m.opened ? null : whyNotTheirs(this.db.manager, actor, m, 'access');
  }

  private async linkFor(
    tx: EntityManager,
    actor: Actor,
    at: {
      readonly membershipId: string;
      readonly userId: string;
      readonly organisationId: string;
      readonly purpose: LinkPurpose;
      readonly byTwo?: boolean;
    },
  ): Promise<Pick<Invited, 'secret' | 'purpose' | 'unseen'>> {
    const { membershipId, userId, organisationId, purpose, byTwo } = at;
    // Of one who joins, it opens nothing without the account's password.
    const unseen =
      purpose === 'joining' || byTwo ? null : await whyNotTheirs(tx, actor, { userId, organisationId }, 'access');
    await audit(tx, actor, 'make_link', { kind: 'user', id: userId }, { purpose, seen: unseen === null });
    // Also when nobody sees it: a link that another organisation was shown before opens this one no more.
    const madeBy = isMember(actor) || actor.kind === 'instance_admin' ? actor.userId : null;
    return { purpose, unseen, secret: await this.links.make(tx, userId, { purpose, madeBy, membershipId }) };
  }
}

const REACHABLE_MEMBERS = `SELECT m.id AS "membershipId", m.organisation_id AS "organisationId", people.roles_now(m.id, m.roles) AS roles, u.id AS "userId", u.email
  FROM people.membership m JOIN people.app_user u ON u.id = m.user_id WHERE m.active AND u.active`;
const REACHABLE = `SELECT u.id AS "userId", u.email FROM people.membership m JOIN people.app_user u ON u.id = m.user_id
  WHERE m.organisation_id = $1 AND m.active AND u.active`;

/** Their own organisation's manager, the bank's administrator, who administers the installation, and the program. */
const reaches = (actor: Actor, organisationId: string): boolean =>
  actor.kind === 'instance_admin' ||
  mayAll(actor, WRITE.members) ||
  (isMember(actor) && actor.organisationId === organisationId);
