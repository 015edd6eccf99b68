import { hash, verify } from '@node-rs/argon2';
import { RuleBroken } from '#platform/kernel';

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

/** @throws RuleBroken as `mustBeHardToGuess` */
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

export const MIN_PASSWORD = 12;
const MAX_PASSWORD = 200;
/** Of guessing, where attempts are counted (CNIL, délibération 2022-100): twelve letters have them, of figures alone it takes sixteen. */
const BITS = 50;
const DIFFERENT = 6;

const ALPHABETS: readonly (readonly [RegExp, number])[] = [
  [/\p{Nd}/u, 10],
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/[^\p{Nd}\p{Ll}\p{Lu}]/u, 32],
];

/** What French keyboards and this site suggest, beside the package's list of the commonest in the world. */
const HERE = [
  'azertyuiop',
  'azertyuiopqsdfghjklm',
  'banquedunumerique',
  'bienvenue',
  'jetaime',
  'motdepasse',
  'administrateur',
  'changezmoi',
];
let commonest: ReadonlySet<string> | undefined;

/** Read when somebody chooses a password, and by no process that never asks for one. */
async function commonOnes(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  commonest ??= new Set([...dictionary['passwords-common'], ...HERE]);
  return commonest;
}

/**
 * Refuses what is guessed: too short (ANSSI, 2021), too few possibilities (CNIL), or one of the 49,000 commonest, also with figures and signs
 * around it or twice in a row. No other kind of character is asked for: a phrase is better than « P@ssw0rd ». @throws RuleBroken
 */
export async function mustBeHardToGuess(password: string): Promise<void> {
  const refuse = (why: string, facts: Record<string, unknown> = {}): never => {
    throw new RuleBroken(`people.password_${why}`, facts, 'password');
  };
  const letters = [...password];
  if (letters.length < MIN_PASSWORD) refuse('too_short', { min: MIN_PASSWORD });
  if (password.length > MAX_PASSWORD) refuse('too_long');
  const alphabet = ALPHABETS.reduce((sum, [kind, size]) => sum + (kind.test(password) ? size : 0), 0);
  const bits = letters.length * Math.log2(alphabet);
  if (bits < BITS || new Set(letters).size < DIFFERENT) refuse('too_simple');
  const common = await commonOnes();
  if (formsOf(password).some((form) => common.has(form))) refuse('too_common');
}

/** The password as lists write it: in lower case without spaces and accents, without what was put around a word, once where it is said twice. */
function formsOf(password: string): string[] {
  const plain = password
    .normalize('NFD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();
  const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [plain, bare].flatMap((form) => [form, /^(.+?)\1+$/su.exec(form)?.[1] ?? form]);
}
