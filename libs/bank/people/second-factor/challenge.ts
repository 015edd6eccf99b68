import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { run } from '#platform/database';
import { clock, fingerprint, RuleBroken, sha256 } from '#platform/kernel';

const NONCE = 16;
const TIME = 6;
const MARK = 16;
const MINUTES = 10;

const markOf = (purpose: string, head: Buffer): Buffer =>
  Buffer.from(fingerprint(`challenge:${purpose}:${head.toString('hex')}`), 'hex').subarray(0, MARK);

/** What a passkey is to sign: ours alone can be, for this purpose and ten minutes. Nothing is written until it is met: strangers ask for them. */
export function newChallenge(purpose: string, now = clock.ms()): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(NONCE + TIME);
  randomBytes(NONCE).copy(head);
  head.writeUIntBE(now + MINUTES * 60_000, NONCE, TIME);
  return Uint8Array.from(Buffer.concat([head, markOf(purpose, head)]));
}

export function isOurChallenge(purpose: string, challenge: string, now = clock.ms()): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== NONCE + TIME + MARK) return false;
  const head = bytes.subarray(0, NONCE + TIME);
  return timingSafeEqual(bytes.subarray(NONCE + TIME), markOf(purpose, head)) && head.readUIntBE(NONCE, TIME) > now;
}

export async function meetChallenge(tx: EntityManager, challenge: string): Promise<void> {
  if (!(await meetOnce(tx, challenge))) throw new RuleBroken('people.passkey_refused');
}

/** Notes that something of ours came back. @returns false when it did before */
export async function meetOnce(on: DataSource | EntityManager, word: string): Promise<boolean> {
  const first = await run(
    on,
    'INSERT INTO people.challenge_met (challenge_hash) VALUES ($1) ON CONFLICT (challenge_hash) DO NOTHING',
    [sha256(word)],
  );
  return first > 0;
}
