import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { gathered, noteAttempts, readTogether, rows, run } from '#platform/database';
import {
  type Actor,
  type Channel,
  networkOf,
  type OrganisationKind,
  type Role,
  RuleBroken,
  sha256,
} from '#platform/kernel';
import { coarseScopes } from '../keys/keys.js';
import type { SavedFilter } from '../members/saved-filters.service.js';
import { CONFIRMED_MINUTES, type FreshConfirmation } from '../signatories/confirmation.js';
import type { CredentialKind, KeyScope } from '../word-lists.js';
import { ALLOWED, mustHaveTriesLeft } from './tries.js';

/** Who is acting, with what the page's frame shows of them. */
export interface Requester {
  readonly actor: Actor;
  readonly name: string;
  readonly organisationName: string;
  readonly organisations: readonly { readonly membershipId: string | null; readonly name: string }[];
  /** Names of those who work in the same organisation, by operator number; a program reads numbers. */
  readonly colleagues: Readonly<Record<string, string>>;
  /** What they narrow lists to, under names of theirs; read for the page of a list alone. */
  readonly filters: readonly SavedFilter[];
  /** What this session confirmed a moment ago, and may sign without giving the secret again. */
  readonly confirmed: readonly FreshConfirmation[];
  /** The bank requires a second factor of them that they have not set up yet: nothing else is open. */
  readonly unproven?: true;
  /** When they had signed in before this time; null: never, or a program. */
  readonly lastVisit: Date | null;
  readonly scopes?: readonly KeyScope[];
}

interface IdentityRow {
  user_id: string | null;
  name: string;
  instance_admin: boolean;
  membership_id: string | null;
  operator_number: number | null;
  organisation_id: string | null;
  organisation_kind: OrganisationKind | null;
  organisation_name: string | null;
  roles: Role[] | null;
  own: Role[] | null;
  others: { membershipId: string; name: string }[] | null;
  hash: string;
  colleagues: Record<string, string> | null;
  stale: boolean;
  confirmed: FreshConfirmation[] | null;
  unproven: boolean;
  filters: SavedFilter[] | null;
  last_visit: Date | null;
}

interface KeyRow extends IdentityRow {
  kind: CredentialKind;
  scopes: string[];
  expires_at: Date;
  revoked_at: Date | null;
  ended: boolean;
  closed: boolean;
}

const MEMBER = `m.id AS membership_id, m.operator_number, m.organisation_id, o.kind AS organisation_kind,
  o.name AS organisation_name`;

const FILTERS = `(SELECT json_agg(json_build_object('id', f.id, 'list', f.list, 'query', f.query, 'name', f.name) ORDER BY f.name)
  FROM people.saved_filter f WHERE f.user_id = u.id)`;

// An array inside a SELECT has the same estimate whatever it holds: only so does Postgres keep one plan. Planned at every request, a
// session took six times as long to look up.
const ANY_OF_THEM = 'ANY ((SELECT $1::text[])::text[])';

/** Turns a session cookie or a key into an actor. Requests that come in at once are looked up together. */
@Injectable()
export class IdentifyService {
  private readonly sessionBy = gathered((hashes) => this.sessions(hashes, false));
  private readonly sessionAtListBy = gathered((hashes) => this.sessions(hashes, true));
  private readonly tokenBy = gathered((hashes) => this.tokens(hashes));

  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Null when the session ended, or its user or membership was closed.
   * @param at.list whether a list's page is asked for, which shows the person's saved filters: no other page pays for reading them
   */
  async bySession(secret: string, at?: { readonly list: boolean }): Promise<Requester | null> {
    const row = await (at?.list ? this.sessionAtListBy : this.sessionBy)(sha256(secret));
    return row ? identity(row, 'page') : null;
  }

  /**
   * The identity behind a key, looked up at every request, so that one that is revoked is refused at the next. It acts as the membership that made it,
   * or as its organisation. @throws RuleBroken `people.key_revoked`, `people.key_ended`, `people.key_organisation_closed`
   */
  async byToken(secret: string): Promise<Requester | null> {
    const row = await this.tokenBy(sha256(secret));
    if (!row) return null;
    if (row.revoked_at) throw new RuleBroken('people.key_revoked', { on: row.revoked_at.toISOString() });
    if (row.ended) throw new RuleBroken('people.key_ended', { on: row.expires_at.toISOString() });
    if (row.closed) throw new RuleBroken('people.key_organisation_closed');
    const known = identity(row, 'api');
    if (!known || row.kind === 'person') return known && { ...known, scopes: row.scopes as KeyScope[] };
    return { ...known, scopes: coarseScopes(row.scopes), actor: { ...known.actor, scopes: row.scopes } as Actor };
  }

  private async sessions(hashes: readonly string[], atList: boolean): Promise<ReadonlyMap<string, IdentityRow>> {
    const found = await readTogether(this.db, (on) =>
      rows<IdentityRow>(
        on,
        `SELECT s.secret_hash AS hash, s.last_seen_at < platform.now() - interval '5 minutes' AS stale, s.unproven, s.last_visit, u.id AS user_id, u.name, u.instance_admin, ${MEMBER},
              -- A person stands in for a colleague who is away; a program does not.
              people.roles_now(m.id, m.roles) AS roles, m.roles AS own,
              (SELECT json_agg(json_build_object('membershipId', m2.id, 'name', o2.name) ORDER BY o2.name)
               FROM people.membership m2 JOIN people.organisation o2 ON o2.id = m2.organisation_id
               WHERE m2.user_id = u.id AND m2.active AND o2.active) AS others,
              (SELECT json_object_agg(m3.operator_number, coalesce(m3.invited_as, u3.name,
                (SELECT c.name FROM people.machine_credential c WHERE c.membership_id = m3.id LIMIT 1), '')) FROM people.membership m3
               LEFT JOIN people.app_user u3 ON u3.id = m3.user_id WHERE m3.organisation_id = m.organisation_id) AS colleagues,
              (SELECT json_agg(json_build_object('act', c.act, 'form', c.form, 'at', c.at)) FROM people.confirmation c
               WHERE c.session_hash = s.secret_hash AND c.user_id = s.user_id AND c.membership_id = s.membership_id
                 AND c.at > platform.now() - make_interval(mins => $2)) AS confirmed,
              ${atList ? FILTERS : 'NULL::json'} AS filters
       FROM people.session s JOIN people.app_user u ON u.id = s.user_id AND u.active
       LEFT JOIN people.membership m ON m.id = s.membership_id AND m.active
       LEFT JOIN people.organisation o ON o.id = m.organisation_id AND o.active
       WHERE s.secret_hash = ${ANY_OF_THEM} AND s.expires_at > platform.now() AND (s.membership_id IS NULL OR o.id IS NOT NULL)`,
        [hashes, CONFIRMED_MINUTES],
      ),
    );
    await this.noteSeen(
      'UPDATE people.session SET last_seen_at = platform.now() WHERE secret_hash IN (SELECT s.secret_hash FROM people.session s WHERE s.secret_hash = ANY ($1) FOR UPDATE SKIP LOCKED)',
      found,
    );
    return new Map(found.map((row) => [row.hash, row]));
  }

  private async tokens(hashes: readonly string[]): Promise<ReadonlyMap<string, KeyRow>> {
    const found = await readTogether(this.db, (on) =>
      rows<KeyRow>(
        on,
        `SELECT t.secret_hash AS hash, t.kind, t.scopes, t.expires_at, t.revoked_at, t.expires_at <= platform.now() AS ended, NOT o.active AS closed,
         u.id AS user_id, coalesce(u.name, t.name) AS name, false AS unproven, NULL::timestamptz AS last_visit, false AS instance_admin, ${MEMBER}, m.roles, m.roles AS own, NULL::jsonb AS others, NULL::jsonb AS colleagues, NULL::jsonb AS confirmed, NULL::jsonb AS filters,
         t.revoked_at IS NULL AND t.expires_at > platform.now() AND coalesce(t.last_used_at < platform.now() - interval '1 day', true) AS stale
       FROM people.machine_credential t JOIN people.membership m ON m.id = t.membership_id
       JOIN people.organisation o ON o.id = m.organisation_id
       LEFT JOIN people.app_user u ON u.id = m.user_id
       WHERE t.secret_hash = ${ANY_OF_THEM} AND (t.kind <> 'person' OR t.revoked_at IS NOT NULL OR m.active AND u.active AND o.active)`,
        [hashes],
      ),
    );
    await this.noteSeen(
      `UPDATE people.machine_credential SET last_used_at = platform.now() WHERE id IN (
         SELECT t.id FROM people.machine_credential t WHERE t.secret_hash = ANY ($1) FOR UPDATE SKIP LOCKED)`,
      found,
    );
    return new Map(found.map((row) => [row.hash, row]));
  }

  /** A day's grain is enough to spot a forgotten key, five minutes to know a session: it spares a write per request. One that is locked is just being written. */
  private async noteSeen(statement: string, found: readonly IdentityRow[]): Promise<void> {
    const stale = found.filter((row) => row.stale).map((row) => row.hash);
    if (stale.length) await run(this.db, statement, [stale]);
  }
}

function identity(row: IdentityRow, channel: Channel): Requester | null {
  const organisations = [
    ...(row.others ?? []),
    ...(row.instance_admin ? [{ membershipId: null, name: 'Gestion de l’installation' }] : []),
  ];
  if (row.membership_id && row.organisation_id) {
    const lent = row.roles!.filter((role) => !row.own!.includes(role));
    const actor: Actor = {
      kind: 'member',
      userId: row.user_id,
      membershipId: row.membership_id,
      operatorNumber: row.operator_number!,
      organisationId: row.organisation_id,
      organisationKind: row.organisation_kind!,
      roles: row.roles!,
      lent: lent.length ? lent : undefined,
      channel,
      session: channel === 'page' ? row.hash : undefined,
    };
    const confirmed = row.confirmed ?? [];
    const colleagues = row.colleagues ?? {};
    return {
      actor,
      name: row.name,
      organisationName: row.organisation_name!,
      organisations,
      confirmed,
      colleagues,
      filters: row.filters ?? [],
      unproven: row.unproven || undefined,
      lastVisit: row.last_visit,
    };
  }
  if (!row.instance_admin || row.user_id === null) return null;
  const actor: Actor = { kind: 'instance_admin', userId: row.user_id, channel };
  return {
    actor,
    name: row.name,
    organisationName: 'Gestion de l’installation',
    organisations,
    confirmed: [],
    colleagues: {},
    filters: row.filters ?? [],
    unproven: row.unproven || undefined,
    lastVisit: row.last_visit,
  };
}

/** How the agents of machines sign in: HTTP Basic, any user name, an organisation's API token as the password. */
@Injectable()
export class AgentSignIn {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly people: IdentifyService,
  ) {}

  byToken(token: string): Promise<Requester | null> {
    return this.people.byToken(token);
  }

  /**
   * Null when it is wrong. An agent asks first without a password, twice per message: that is no attempt. A right one is let in at any time: it
   * cannot be guessed, and the benches of a workshop share one address with whoever mistypes. @throws RuleBroken as `byToken`
   */
  async identify(password: string): Promise<Requester | null> {
    const identity = password ? await this.people.byToken(password) : null;
    return identity && { ...identity, actor: { ...identity.actor, channel: 'agent' } };
  }

  /** Notes a wrong password. @throws RuleBroken `people.agent_sign_in_throttled` after many from one address */
  async noteWrong(address: string): Promise<void> {
    const tries = { allowance: ALLOWED.agent, by: networkOf(address) };
    await mustHaveTriesLeft(this.db, [tries], 'people.agent_sign_in_throttled');
    await noteAttempts(this.db, tries);
  }
}
