import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { beside, forgiveAttempts, mayTry, rows, run, secondsToWait, type Tries } from '#platform/database';
import { type Actor, newId, RuleBroken, sha256 } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { type Doorstep, endOtherSessions, knownDevice } from '../sign-in/known-devices.js';
import { ALLOWED, codeTriesOf, forgiven, throttled } from '../sign-in/tries.js';
import { hasFactor, needsFactor } from './factors.js';
import { looksLikeTotp, newTotpSecret, openTotp, sealTotp, stepOf, totpAddress } from './totp.js';

export interface OwnPasskey {
  readonly id: string;
  readonly name: string;
  readonly madeAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface SecondFactorView {
  readonly totpSince: Date | null;
  readonly passkeys: readonly OwnPasskey[];
  readonly codesLeft: number;
  readonly required: boolean;
}

interface TotpRow {
  readonly id: string;
  readonly keyId: string;
  readonly sealed: Buffer;
}

const TOTP = 'id, key_id AS "keyId", sealed';

/** The second proof of who signs in: an application's codes, and codes on paper. */
@Injectable()
export class SecondFactorService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async view(userId: string): Promise<SecondFactorView> {
    const [view] = await rows<Omit<SecondFactorView, 'passkeys'>>(
      this.db,
      `SELECT (SELECT t.confirmed_at FROM people.totp t WHERE t.user_id = $1 AND t.confirmed_at IS NOT NULL) AS "totpSince",
         (SELECT count(*)::int FROM people.recovery_code c WHERE c.user_id = $1 AND c.used_at IS NULL) AS "codesLeft",
         ${needsFactor('$1')} AS required`,
      [userId],
    );
    const passkeys = await rows<OwnPasskey>(
      this.db,
      'SELECT id, name, made_at AS "madeAt", last_used_at AS "lastUsedAt" FROM people.passkey WHERE user_id = $1 ORDER BY id',
      [userId],
    );
    return { ...view!, passkeys };
  }

  /** Begins with an application: a new secret, which counts once a first code was right. One that was there serves until then. */
  async beginTotp(tx: EntityManager, userId: string): Promise<void> {
    const id = newId();
    const { keyId, bytes } = sealTotp(id, newTotpSecret());
    await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    await run(tx, 'DELETE FROM people.totp WHERE user_id = $1 AND confirmed_at IS NULL', [userId]);
    await run(tx, 'INSERT INTO people.totp (id, user_id, key_id, sealed) VALUES ($1, $2, $3, $4)', [
      id,
      userId,
      keyId,
      bytes,
    ]);
  }

  /** What an application needs to be shown; null when nothing was begun. @param issuer the bank, as the application calls it */
  async begun(userId: string, issuer: string): Promise<{ readonly secret: string; readonly address: string } | null> {
    const [row] = await rows<TotpRow & { email: string }>(
      this.db,
      `SELECT t.id, t.key_id AS "keyId", t.sealed, u.email FROM people.totp t JOIN people.app_user u ON u.id = t.user_id
       WHERE t.user_id = $1 AND t.confirmed_at IS NULL`,
      [userId],
    );
    if (!row) return null;
    const secret = openTotp(row);
    return { secret, address: totpAddress(secret, issuer, row.email) };
  }

  /**
   * From now on a code is asked for, and other sessions end.
   * @returns the codes for paper, where there were none yet; shown this once. @throws RuleBroken `people.code_wrong`, `people.code_throttled`,
   * `people.nothing_begun`
   */
  async confirmTotp(
    tx: EntityManager,
    actor: Actor,
    userId: string,
    { code, session }: { readonly code: string; readonly session: string },
  ): Promise<readonly string[] | null> {
    await this.mustHaveTriesLeft(tx, [{ allowance: ALLOWED.firstCode, by: userId }]);
    const [row] = await rows<TotpRow>(
      tx,
      `SELECT ${TOTP} FROM people.totp WHERE user_id = $1 AND confirmed_at IS NULL FOR UPDATE`,
      [userId],
    );
    if (!row) throw new RuleBroken('people.nothing_begun', {}, 'code');
    const step = stepOf(openTotp(row), code.replace(/\s/g, ''));
    if (step === null) throw new RuleBroken('people.code_wrong', {}, 'code');
    await run(tx, 'DELETE FROM people.totp WHERE user_id = $1 AND confirmed_at IS NOT NULL', [userId]);
    await run(tx, 'UPDATE people.totp SET confirmed_at = platform.now(), last_step = $2 WHERE id = $1', [row.id, step]);
    await forgiveAttempts(tx, { allowance: ALLOWED.firstCode, by: userId });
    await audit(tx, actor, 'set_second_factor', { kind: 'user', id: userId }, { form: 'totp' });
    return this.proven(tx, userId, session);
  }

  /** After a first proof was set up: other sessions end, this one opens everything. @returns codes for paper, where there were none */
  async proven(tx: EntityManager, userId: string, session: string): Promise<readonly string[] | null> {
    await endOtherSessions(tx, userId, session);
    await run(tx, 'UPDATE people.session SET unproven = false WHERE user_id = $1', [userId]);
    const left = await run(tx, 'SELECT 1 FROM people.recovery_code WHERE user_id = $1 AND used_at IS NULL', [userId]);
    return left ? null : newRecoveryCodes(tx, userId);
  }

  /** Ten new codes for paper; those before serve no more. @throws RuleBroken `people.no_second_factor` */
  async renewCodes(tx: EntityManager, actor: Actor, userId: string): Promise<readonly string[]> {
    const any = await run(tx, `SELECT 1 FROM people.app_user u WHERE u.id = $1 AND ${hasFactor('u.id')}`, [userId]);
    if (!any) throw new RuleBroken('people.no_second_factor');
    await audit(tx, actor, 'renew_recovery_codes', { kind: 'user', id: userId });
    return newRecoveryCodes(tx, userId);
  }

  /** Takes an application away. @throws RuleBroken `people.last_factor` where the bank requires one and it is the only one */
  async removeTotp(tx: EntityManager, actor: Actor, userId: string): Promise<void> {
    await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    await run(tx, 'DELETE FROM people.totp WHERE user_id = $1', [userId]);
    await this.afterRemoval(tx, actor, userId, 'totp');
  }

  async afterRemoval(tx: EntityManager, actor: Actor, userId: string, form: 'totp' | 'passkey'): Promise<void> {
    const [now] = await rows<{ has: boolean; needs: boolean }>(
      tx,
      `SELECT ${hasFactor('u.id')} AS has, ${needsFactor('u.id')} AS needs FROM people.app_user u WHERE u.id = $1`,
      [userId],
    );
    if (now && !now.has && now.needs) throw new RuleBroken('people.last_factor');
    if (!now?.has) await run(tx, 'DELETE FROM people.recovery_code WHERE user_id = $1', [userId]);
    await audit(tx, actor, 'remove_second_factor', { kind: 'user', id: userId }, { form });
  }

  /**
   * Six figures of the application, or one from paper. Every try counts, also of many at once, against the browser or network that it comes from;
   * each code serves once.
   * @throws RuleBroken `people.code_wrong`, `people.code_throttled`
   */
  async takeCode(tx: EntityManager, userId: string, typed: string, from: Doorstep): Promise<'totp' | 'recovery'> {
    const form = looksLikeTotp(typed) ? 'totp' : 'recovery';
    const device = await knownDevice(tx, from.device ?? null, userId);
    const tries = codeTriesOf(userId, from.address, device, form === 'recovery');
    await this.mustHaveTriesLeft(tx, tries);
    const right = await (form === 'totp'
      ? this.takeTotp(tx, userId, typed.replace(/\s/g, ''))
      : useRecoveryCode(tx, userId, typed));
    if (!right) throw new RuleBroken('people.code_wrong', {}, 'code');
    for (const fromHere of forgiven(tries)) await forgiveAttempts(tx, fromHere);
    return form;
  }

  private async takeTotp(tx: EntityManager, userId: string, code: string): Promise<boolean> {
    const [row] = await rows<TotpRow>(
      tx,
      `SELECT ${TOTP} FROM people.totp WHERE user_id = $1 AND confirmed_at IS NOT NULL`,
      [userId],
    );
    const step = row ? stepOf(openTotp(row), code) : null;
    if (!row || step === null) return false;
    // Of two that send the same code, one is in.
    const taken = await run(tx, 'UPDATE people.totp SET last_step = $2 WHERE id = $1 AND last_step < $2', [
      row.id,
      step,
    ]);
    return taken > 0;
  }

  /** Apart from the caller's transaction: a try that was refused stays. */
  private async mustHaveTriesLeft(tx: EntityManager, tries: readonly Tries[]): Promise<void> {
    const may = await beside(tx, (own) => mayTry(own, ...tries));
    if (may) return;
    const seconds = await secondsToWait(tx, ...tries);
    throw await throttled(tx, 'people.code_throttled', seconds ?? 1, 'code');
  }
}

const HOW_MANY = 10;
/** What nobody confuses on paper: 31 signs, four times four of them are 79 bits. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const GROUPS = 4;
const GROUP = 4;

const newCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join(''),
  ).join('-');

const bare = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, '');
const hashOf = (code: string): string => sha256(`recovery ${bare(code)}`);

/** Ten new codes in place of those before. @returns them, shown this once; only their hash is kept. */
async function newRecoveryCodes(tx: EntityManager, userId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  await run(tx, 'DELETE FROM people.recovery_code WHERE user_id = $1', [userId]);
  await run(tx, 'INSERT INTO people.recovery_code (secret_hash, user_id) SELECT h, $2 FROM unnest($1::text[]) AS h', [
    codes.map(hashOf),
    userId,
  ]);
  return codes;
}

async function useRecoveryCode(tx: EntityManager, userId: string, code: string): Promise<boolean> {
  const used = await run(
    tx,
    'UPDATE people.recovery_code SET used_at = platform.now() WHERE secret_hash = $1 AND user_id = $2 AND used_at IS NULL',
    [hashOf(code), userId],
  );
  return used > 0;
}
