import { randomInt } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { run } from '#platform/database';
import { sha256 } from '#platform/kernel';

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
export async function newRecoveryCodes(tx: EntityManager, userId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  await run(tx, 'DELETE FROM people.recovery_code WHERE user_id = $1', [userId]);
  await run(tx, 'INSERT INTO people.recovery_code (secret_hash, user_id) SELECT h, $2 FROM unnest($1::text[]) AS h', [
    codes.map(hashOf),
    userId,
  ]);
  return codes;
}

/** Uses one of somebody's codes; false when it is none, or was used. */
export async function useRecoveryCode(tx: EntityManager, userId: string, code: string): Promise<boolean> {
  const used = await run(
    tx,
    'UPDATE people.recovery_code SET used_at = platform.now() WHERE secret_hash = $1 AND user_id = $2 AND used_at IS NULL',
    [hashOf(code), userId],
  );
  return used > 0;
}
