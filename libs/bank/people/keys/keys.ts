import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rowOf, rows, run } from '#platform/database';
import {
  type Actor,
  IN_PLACE,
  isId,
  NotFound,
  newId,
  newSecret,
  type OrganisationScope,
  sha256,
} from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { type CredentialKind, KEY_SCOPES, KEY_TERMS, type KeyScope, type KeyTerm } from '../word-lists.js';

interface KeyView {
  readonly id: string;
  readonly name: string;
  /** Its last four characters; '' where they are not known. */
  readonly ending: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
  /** The operator number under which it acts. */
  readonly operatorNumber: number;
}

/** A member's key; never its secret. */
export interface TokenView extends KeyView {
  readonly scopes: readonly KeyScope[];
  /** It had no end, or a later one, and got this one when all keys did. */
  readonly endWasSet: boolean;
}

/** A key of the organisation; never its secret. */
export interface OrganisationKeyView extends KeyView {
  readonly contact: string;
  /** The operator number of who made it. */
  readonly madeBy: number;
  readonly scopes: readonly OrganisationScope[];
}

export interface MadeKey {
  readonly id: string;
  /** Shown this once. */
  readonly secret: string;
}

export interface NewKey {
  readonly membershipId: string;
  readonly madeBy: string;
  readonly organisationId: string;
  readonly name: string;
  readonly contact: string;
  readonly scopes: readonly string[];
  readonly term: KeyTerm;
}

/** Characters of a key that pages show. */
const ENDING = 4;

const AUDITED = { person: 'api_token', organisation: 'organisation_key', bench: 'bench_key' } as const;

export async function insertKey(
  tx: EntityManager,
  actor: Actor,
  kind: CredentialKind,
  verb: 'create' | 'renew',
  key: NewKey,
): Promise<MadeKey> {
  const { membershipId, madeBy, organisationId, name, contact, scopes, term } = key;
  const id = newId();
  const secret = `bn_${newSecret()}`;
  const days = KEY_TERMS[term];
  await run(
    tx,
    `INSERT INTO people.machine_credential (id, kind, membership_id, made_by, organisation_id, name, contact, secret_hash, scopes, secret_end, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, platform.now() + make_interval(days => $11))`,
    [
      id,
      kind,
      membershipId,
      madeBy,
      organisationId,
      name.trim(),
      contact.trim(),
      sha256(secret),
      scopes,
      secret.slice(-ENDING),
      days,
    ],
  );
  await audit(tx, actor, verb, { kind: AUDITED[kind], id }, { scopes, term });
  return { id, secret };
}

/** Revokes a key of an organisation, at once and for ever. @throws NotFound for another organisation's */
export async function revokeKey(
  tx: EntityManager,
  actor: Actor,
  kind: CredentialKind,
  organisationId: string,
  id: string,
): Promise<void> {
  const text = `UPDATE people.machine_credential SET revoked_at = coalesce(revoked_at, platform.now()) WHERE id = $1 AND organisation_id = $2 AND kind = $3`;
  if (!isId(id) || !(await run(tx, text, [id, organisationId, kind])))
    throw new NotFound(kind === 'person' ? 'token' : 'key');
  await audit(tx, actor, 'revoke', { kind: AUDITED[kind], id });
}

/** A member's key. @param for_ what it is good for, by default everything, and for how long, by default a year */
export async function makeKey(
  tx: EntityManager,
  actor: Actor,
  membershipId: string,
  name: string,
  { scopes = KEY_SCOPES, term = 'year' }: { readonly scopes?: readonly KeyScope[]; readonly term?: KeyTerm } = {},
): Promise<MadeKey> {
  const m = await rowOf<{ organisationId: string }>(
    tx,
    'SELECT organisation_id AS "organisationId" FROM people.membership WHERE id = $1 AND active',
    [membershipId],
    { membership: membershipId },
  );
  return insertKey(tx, actor, 'person', 'create', {
    ...m,
    membershipId,
    madeBy: membershipId,
    name,
    contact: '',
    scopes,
    term,
  });
}

/** The keys of an organisation's members, newest first. */
export async function keysOfMembers(db: Reader, organisationId: string): Promise<TokenView[]> {
  return rows<TokenView>(
    db,
    `SELECT t.id, t.name, t.secret_end AS ending, m.operator_number AS "operatorNumber", t.created_at AS "createdAt", t.last_used_at AS "lastUsedAt", t.revoked_at AS "revokedAt",
         t.scopes, t.expires_at AS "expiresAt", t.expires_at > t.created_at + interval '13 months' AS "endWasSet"
       FROM people.machine_credential t JOIN people.membership m ON m.id = t.membership_id WHERE t.organisation_id = $1 AND t.kind = 'person' ORDER BY t.id DESC`,
    [organisationId],
  );
}

/** What a request is asked for before its route is known, of a key that is made for areas. */
export function coarseScopes(scopes: readonly string[]): readonly KeyScope[] {
  const any = (way: string) => scopes.some((scope) => scope.startsWith(way));
  const has = {
    read: any('read:'),
    write: any('write:') || any('bench:'),
    inventories: scopes.includes('write:inventories'),
  };
  return KEY_SCOPES.filter((scope) => has[scope]);
}

/** Forgets what keys that are over were called, and whom to call, at the dated period; the audit says how many. */
export async function forgetKeyNames(db: DataSource): Promise<number> {
  return db.transaction(async (tx) => {
    const gone = await run(
      tx,
      `UPDATE people.machine_credential SET name = $1, contact = '' WHERE name <> $1 AND least(revoked_at, expires_at) < platform.now() - people.kept_for('key_name')`,
      [IN_PLACE.key],
    );
    if (gone) await audit(tx, { kind: 'system', channel: 'system' }, 'forget', { kind: 'api_token' }, { count: gone });
    return gone;
  });
}

/** So many days before a key ends, it is announced. */
const NOTICE = 30;
const AT_ONCE = 100;

export interface EndingKey {
  readonly id: string;
  readonly name: string;
  readonly kind: CredentialKind;
  readonly organisationId: string;
  readonly organisation: string;
  /** The membership of who made it. */
  readonly madeBy: string;
  /** Its last day, in words. */
  readonly until: string;
}

/**
 * Announces, once, the keys that are about to end; `tell` writes to people in the same transaction. Not one that was made for a month, nor one whose
 * successor is good already. @returns how many
 */
export async function announceKeyEnds(
  db: DataSource,
  tell: (tx: EntityManager, key: EndingKey) => Promise<void>,
): Promise<number> {
  return db.transaction(async (tx) => {
    const due = await rows<EndingKey>(
      tx,
      `UPDATE people.machine_credential c SET end_told_at = platform.now() FROM people.organisation o, people.bank b
       WHERE o.id = c.organisation_id AND o.active AND c.id IN (
         SELECT k.id FROM people.machine_credential k WHERE k.revoked_at IS NULL AND k.end_told_at IS NULL AND k.expires_at > platform.now()
           AND k.expires_at <= platform.now() + make_interval(days => $1) AND k.created_at < k.expires_at - make_interval(days => $1 + 1)
           AND NOT EXISTS (SELECT FROM people.machine_credential n WHERE n.membership_id = k.membership_id AND n.kind <> 'person' AND n.id <> k.id
             AND n.revoked_at IS NULL AND n.expires_at > k.expires_at)
         ORDER BY k.id LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING c.id, c.name, c.kind, c.organisation_id AS "organisationId", o.name AS organisation, c.made_by AS "madeBy",
         to_char(c.expires_at AT TIME ZONE b.time_zone, 'YYYY-MM-DD') AS until`,
      [NOTICE, AT_ONCE],
    );
    for (const key of due) await tell(tx, { ...key, until: inWords(key.until) });
    return due.length;
  });
}

const inWords = (day: string): string =>
  new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
