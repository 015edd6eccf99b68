import { hash, verify } from '@node-rs/argon2';
import { mustBeHardToGuess } from './password-rule.js';

// OWASP's argon2id floor (19 MiB, 2 passes). Two at a time: argon2 shares the libuv pool with everything else.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/**
 * Hashes a new password with argon2id.
 * @throws RuleBroken as `mustBeHardToGuess`
 */
export async function hashPassword(password: string): Promise<string> {
  await mustBeHardToGuess(password);
  return inTurn(() => hash(password, OPTIONS));
}

let decoy: Promise<string> | undefined;

/** True when the password is right. Without a hash it costs the same time and is false, so that nobody learns who exists. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash('nobody has this password', OPTIONS);
  const against = stored ?? (await decoy);
  const right = await inTurn(() => verify(against, password.slice(0, 200)).catch(() => false));
  return stored !== null && right;
}
