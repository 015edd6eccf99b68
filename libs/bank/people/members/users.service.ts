import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { mapConstraint, type Reader, rowOf, rows, run } from '#platform/database';
import {
  type Actor,
  IN_PLACE,
  membershipOf,
  NotFound,
  newId,
  type OrganisationKind,
  ROLES_OF,
  type Role,
  RuleBroken,
} from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { keysOfMembers, makeKey, revokeKey, type TokenView } from '../keys/keys.js';
import { mustSayWhy } from '../organisations/names.js';
import { endLinks } from '../sign-in/links.service.js';
import { hashPassword } from '../sign-in/password.js';
import type { NameReason } from '../word-lists.js';
import { everSignedIn } from './account-reach.js';
import { mustBeAddress, normalAddress } from './address.js';
import type { MembershipView, UserView } from './user.views.js';

mapConstraint('app_user_email', 'people.email_taken', 'email');
mapConstraint('membership_once', 'people.already_member', 'email');
mapConstraint('membership_is_accepted', 'people.not_accepted_yet', 'closed');

const MEMBERSHIP = `SELECT m.id, m.user_id AS "userId", coalesce(m.invited_as, u.name) AS "userName", m.invited_as IS NOT NULL AS asked, u.email, m.organisation_id AS "organisationId",
  o.name AS "organisationName", m.operator_number AS "operatorNumber", m.roles, m.active, m.created_at AS "joinedAt",
  ${everSignedIn('u')} AS opened,
  (SELECT max(l.expires_at) FROM people.one_time_link l WHERE l.user_id = u.id AND (l.membership_id = m.id OR (l.purpose <> 'email' AND l.purpose <> 'joining' AND l.purpose <> 'sign_in' AND m.invited_as IS NULL)) AND l.used_at IS NULL AND l.expires_at > platform.now()) AS "linkUntil",
  i.operator_number AS "invitedBy", CASE WHEN i.organisation_id = m.organisation_id THEN iu.name ELSE io.name END AS "invitedFrom"
  FROM people.membership m JOIN people.app_user u ON u.id = m.user_id JOIN people.organisation o ON o.id = m.organisation_id
  LEFT JOIN people.membership i ON i.id = m.invited_by LEFT JOIN people.app_user iu ON iu.id = i.user_id
  LEFT JOIN people.organisation io ON io.id = i.organisation_id`;
const USER = `SELECT u.id, u.name, u.email, u.instance_admin AS "instanceAdmin", u.active, ${everSignedIn('u')} AS opened FROM people.app_user u`;

/** Users, their memberships, and the API tokens of an organisation. */
@Injectable()
export class UsersService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Creates a user. Without a password they get in by a one-time link. @throws RuleBroken `people.email_taken`, `people.email_wrong` */
  async create(
    tx: EntityManager,
    actor: Actor,
    user: { name: string; email: string; password?: string; instanceAdmin?: boolean },
  ): Promise<string> {
    const email = mustBeAddress(user.email);
    const id = newId();
    const hash = user.password === undefined ? null : await hashPassword(user.password);
    await run(
      tx,
      'INSERT INTO people.app_user (id, email, name, password_hash, instance_admin) VALUES ($1, $2, $3, $4, $5)',
      [id, email, user.name.trim(), hash, user.instanceAdmin ?? false],
    );
    await audit(tx, actor, 'create', { kind: 'user', id });
    return id;
  }

  /**
   * The operator number is theirs for ever. @param invitedAs how the inviter calls somebody who has to say yes first
   * @throws RuleBroken `people.role_does_not_fit`, `people.already_member`
   */
  async join(
    tx: EntityManager,
    actor: Actor,
    userId: string,
    organisationId: string,
    roles: readonly Role[],
    invitedAs: string | null = null,
  ): Promise<string> {
    await this.mustFit(tx, organisationId, roles);
    const id = newId();
    await run(
      tx,
      `INSERT INTO people.membership (id, user_id, organisation_id, roles, invited_by, invited_as, active)
       VALUES ($1, $2, $3, $4, $5, $6, $6::text IS NULL)`,
      [id, userId, organisationId, roles, membershipOf(actor), invitedAs],
    );
    await audit(tx, actor, 'join', { kind: 'membership', id }, { organisationId, roles });
    return id;
  }

  /**
   * Somebody whose account closed because nobody used it, or who let an invitation pass: the account opens again, and leads nowhere until they say
   * yes.
   * @returns the membership that waits for it; null where there was none. @throws RuleBroken `people.role_does_not_fit`
   */
  async askAgain(
    tx: EntityManager,
    actor: Actor,
    { id: userId, active }: Pick<UserView, 'id' | 'active'>,
    organisationId: string,
    roles: readonly Role[],
    name: string,
  ): Promise<string | null> {
    const reopened =
      !active &&
      (await run(tx, 'UPDATE people.app_user SET active = true WHERE id = $1 AND closed_unused AND erased_at IS NULL', [
        userId,
      ])) > 0;
    if (reopened) await audit(tx, actor, 'reopen', { kind: 'user', id: userId });
    const [membership] = await rows<{ id: string }>(
      tx,
      `SELECT m.id FROM people.membership m WHERE m.user_id = $1 AND m.organisation_id = $2 AND NOT m.active AND ($3 OR m.invited_as = $4) FOR UPDATE`,
      [userId, organisationId, reopened, IN_PLACE.invitation],
    );
    if (!membership) return null;
    await this.mustFit(tx, organisationId, roles);
    await run(tx, 'UPDATE people.membership SET roles = $2, invited_as = $3 WHERE id = $1', [
      membership.id,
      roles,
      name,
    ]);
    await audit(tx, actor, 'join', { kind: 'membership', id: membership.id }, { organisationId, roles });
    return membership.id;
  }

  /** Its sessions end; keys made with it wait until it is open again. @throws RuleBroken `people.last_manager`, `people.role_does_not_fit`; NotFound */
  async changeMembership(
    tx: EntityManager,
    actor: Actor,
    id: string,
    to: { roles: readonly Role[]; active: boolean },
  ): Promise<void> {
    const [membership] = await rows<{ organisation_id: string; roles: Role[] }>(
      tx,
      'SELECT organisation_id, roles FROM people.membership WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!membership) throw new NotFound('membership');
    await this.mustFit(tx, membership.organisation_id, to.roles);
    await run(tx, 'UPDATE people.membership SET roles = $2, active = $3 WHERE id = $1', [id, to.roles, to.active]);
    // What a session opens is settled when it begins, a second factor included.
    const same = to.active && sameRoles(membership.roles, to.roles);
    if (!same) await run(tx, 'DELETE FROM people.session WHERE membership_id = $1', [id]);
    await audit(tx, actor, 'change', { kind: 'membership', id }, to);
  }

  /**
   * What they were is kept nowhere: a wrong address may be somebody else's, and links that went there end.
   * @throws RuleBroken `people.email_taken`, `people.email_wrong`, `people.same_person`, `people.name_reason_missing`; NotFound
   */
  async correct(
    tx: EntityManager,
    actor: Actor,
    userId: string,
    to: { name: string; email: string; nameReason: NameReason },
  ): Promise<void> {
    const [before] = await rows<{ name: string; email: string }>(
      tx,
      'SELECT name, email FROM people.app_user WHERE id = $1 FOR UPDATE',
      [userId],
    );
    if (!before) throw new NotFound('user');
    const [name, email] = [to.name.trim(), mustBeAddress(to.email)];
    const fields = [...(name === before.name ? [] : ['name']), ...(email === before.email ? [] : ['email'])];
    if (!fields.length) throw new RuleBroken('people.same_person', {}, 'name');
    mustSayWhy(to.nameReason);
    await audit(tx, actor, 'correct', { kind: 'user', id: userId }, { fields, reason: to.nameReason });
    await run(tx, 'UPDATE people.app_user SET name = $2, email = $3 WHERE id = $1', [userId, name, email]);
    if (email !== before.email) await endLinks(tx, userId);
  }

  async list(): Promise<UserView[]> {
    return rows<UserView>(this.db, `${USER} ORDER BY name, email`);
  }

  /** @param on within a transaction, its own: who holds one connection waits for no second @throws NotFound */
  async get(id: string, on: Reader = this.db): Promise<UserView> {
    return rowOf<UserView>(on, `${USER} WHERE id = $1`, [id], { user: id });
  }

  /** The user of an e-mail address, in any case, or null. */
  async byEmail(email: string, on: Reader = this.db): Promise<UserView | null> {
    const [row] = await rows<UserView>(on, `${USER} WHERE email = $1`, [normalAddress(email)]);
    return row ?? null;
  }

  async members(organisationId: string): Promise<MembershipView[]> {
    return rows<MembershipView>(this.db, `${MEMBERSHIP} WHERE m.organisation_id = $1 ORDER BY u.name`, [
      organisationId,
    ]);
  }

  async membership(id: string, on: Reader = this.db): Promise<MembershipView> {
    return rowOf<MembershipView>(on, `${MEMBERSHIP} WHERE m.id = $1`, [id], { membership: id });
  }

  async someMemberships(ids: readonly string[]): Promise<MembershipView[]> {
    return rows<MembershipView>(this.db, `${MEMBERSHIP} WHERE m.id = ANY ($1::uuid[]) ORDER BY u.name, m.id`, [ids]);
  }

  async memberships(userId: string): Promise<MembershipView[]> {
    return rows<MembershipView>(this.db, `${MEMBERSHIP} WHERE m.user_id = $1 ORDER BY o.name`, [userId]);
  }

  makeToken(...of: Parameters<typeof makeKey>): ReturnType<typeof makeKey> {
    return makeKey(...of);
  }

  revokeToken(tx: EntityManager, actor: Actor, organisationId: string, id: string): Promise<void> {
    return revokeKey(tx, actor, 'person', organisationId, id);
  }

  /** The API tokens of an organisation, newest first; never their secrets. */
  tokens(organisationId: string): Promise<TokenView[]> {
    return keysOfMembers(this.db, organisationId);
  }

  /** @throws RuleBroken `people.role_does_not_fit`; NotFound */
  async mustFit(tx: EntityManager, organisationId: string, roles: readonly Role[]): Promise<void> {
    const organisation = await rowOf<{ kind: OrganisationKind }>(
      tx,
      'SELECT kind FROM people.organisation WHERE id = $1',
      [organisationId],
      { organisation: organisationId },
    );
    mustFitKind(organisation.kind, roles);
  }
}

/** @throws RuleBroken `people.role_does_not_fit` */
export function mustFitKind(kind: OrganisationKind, roles: readonly Role[]): void {
  const fitting = ROLES_OF[kind];
  if (!roles.length || roles.some((r) => !fitting.includes(r)))
    throw new RuleBroken('people.role_does_not_fit', { kind }, 'roles');
}

const sameRoles = (a: readonly Role[], b: readonly Role[]): boolean =>
  a.length === b.length && a.every((r) => b.includes(r));
