import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import type { Actor, Role } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { everSignedIn } from '../members/account-reach.js';
import type { MembershipView } from '../members/user.views.js';
import { UsersService } from '../members/users.service.js';
import type { OrganisationForm, OrganisationView } from './organisation.views.js';
import { OrganisationsService } from './organisations.service.js';

/** A thing that a list made, and why it stays where the list is undone; null: it goes. */
export type Unused<T> = T & { readonly why: `people.${string}` | null };

/** Takes back what a list of organisations or people made by mistake, while nobody used it; a corrected list brings it back. */
@Injectable()
export class UnusedService {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly users: UsersService,
  ) {}

  /** But for those used or changed since. @param since when the list came in. @returns each, with the code of the rule that says why it stays, or null */
  async closeOrganisations(
    tx: EntityManager,
    actor: Actor,
    ids: readonly string[],
    since: string,
  ): Promise<Unused<Pick<OrganisationView, 'id' | 'name' | 'kind'>>[]> {
    await run(tx, 'SELECT 1 FROM people.organisation WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
    const found = await rows<Unused<Pick<OrganisationView, 'id' | 'name' | 'kind'>>>(
      tx,
      `SELECT o.id, o.name, o.kind, CASE
         WHEN EXISTS (SELECT 1 FROM people.membership m WHERE m.organisation_id = o.id AND m.active) THEN 'people.organisation_has_people'
         WHEN o.id IN (SELECT people.used_organisations($1)) THEN 'people.organisation_used'
         WHEN o.merged_into IS NOT NULL OR EXISTS (SELECT 1 FROM people.audit_entry a WHERE a.subject_kind = 'organisation'
           AND a.subject_id = o.id AND a.at > $2::timestamptz) THEN 'people.organisation_changed' END AS why
       FROM people.organisation o WHERE o.id = ANY ($1::uuid[])`,
      [ids, since],
    );
    for (const { id, why } of found) {
      if (why) continue;
      await run(tx, 'UPDATE people.organisation SET active = false, changed_at = platform.now() WHERE id = $1', [id]);
      await audit(tx, actor, 'close', { kind: 'organisation', id });
    }
    return found;
  }

  /** Opens an organisation again that was closed with an undone list, as a corrected one describes it; its name stays. */
  async openOrganisation(
    tx: EntityManager,
    actor: Actor,
    { id, name, nameIsPublic, structureType }: OrganisationView,
    form: OrganisationForm,
  ): Promise<void> {
    await run(
      tx,
      'UPDATE people.organisation SET kind = $2, changed_at = platform.now() WHERE id = $1 AND NOT active',
      [id, form.kind],
    );
    // A list that says no address leaves the one that is there.
    const address = form.address || undefined;
    await this.organisations.change(tx, actor, id, {
      ...form,
      name,
      nameIsPublic,
      structureType,
      address,
      active: true,
    });
  }

  /**
   * But for those of people who came in since: they are suspended, and an invitation of somebody who has an account is no longer good.
   * @returns each, with the code of the rule that says why it stays, or null
   */
  async endMemberships(
    tx: EntityManager,
    actor: Actor,
    ids: readonly string[],
  ): Promise<Unused<Pick<MembershipView, 'id' | 'operatorNumber' | 'organisationName'>>[]> {
    const found = await rows<
      Unused<Pick<MembershipView, 'id' | 'operatorNumber' | 'organisationName' | 'roles' | 'active' | 'organisationId'>>
    >(
      tx,
      `SELECT m.id, m.operator_number AS "operatorNumber", o.name AS "organisationName", m.organisation_id AS "organisationId", m.roles, m.active,
         CASE WHEN m.invited_as IS NULL AND ${everSignedIn('u')} THEN 'people.member_came_in'
           WHEN EXISTS (SELECT 1 FROM people.signatory s WHERE s.membership_id = m.id) THEN 'people.member_signs' END AS why
       FROM people.membership m JOIN people.app_user u ON u.id = m.user_id JOIN people.organisation o ON o.id = m.organisation_id
       WHERE m.id = ANY ($1::uuid[]) ORDER BY m.roles && people.manager_roles(), m.id FOR UPDATE OF m`,
      [ids],
    );
    const ended: Awaited<ReturnType<UnusedService['endMemberships']>> = [];
    // Managers last: while others work there, one stays.
    for (const one of found) {
      const why = one.why ?? (one.active && (await managesAlone(tx, one.id)) ? 'people.last_manager' : null);
      ended.push({ ...one, why });
      if (why) continue;
      await run(
        tx,
        'UPDATE people.one_time_link SET expires_at = platform.now() WHERE membership_id = $1 AND used_at IS NULL AND expires_at > platform.now()',
        [one.id],
      );
      if (one.active) await this.users.changeMembership(tx, actor, one.id, { roles: one.roles, active: false });
    }
    return ended;
  }

  /** Begins a membership again that was taken back with an undone list; who was only asked is asked anew. */
  async beginMembership(tx: EntityManager, actor: Actor, id: string, roles: readonly Role[]): Promise<void> {
    const [membership] = await rows<{ asked: boolean }>(
      tx,
      'SELECT invited_as IS NOT NULL AS asked FROM people.membership WHERE id = $1',
      [id],
    );
    await this.users.changeMembership(tx, actor, id, { roles, active: !membership?.asked });
  }
}

/** Whether others work there, and nobody else manages them. */
const managesAlone = async (tx: EntityManager, id: string): Promise<boolean> =>
  (await run(
    tx,
    `SELECT 1 FROM people.membership m WHERE m.id = $1 AND m.roles && people.manager_roles()
       AND EXISTS (SELECT 1 FROM people.membership o WHERE o.organisation_id = m.organisation_id AND o.id <> m.id AND o.active)
       AND NOT EXISTS (SELECT 1 FROM people.membership o JOIN people.app_user u ON u.id = o.user_id
         WHERE o.organisation_id = m.organisation_id AND o.id <> m.id AND o.active AND u.active AND o.roles && people.manager_roles())`,
    [id],
  )) > 0;
