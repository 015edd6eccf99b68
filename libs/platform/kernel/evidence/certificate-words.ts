import { joined } from '../text/plain-words.js';
import { PROOFS, type Proof } from './proofs.js';

export interface CertifiedMedium {
  readonly result: Proof;
  readonly logSha256: string | null;
  /** The operator number of the witness, or null while there is none. */
  readonly witness?: number | null | undefined;
}

const and = (words: readonly string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} et ${words.at(-1)}` : (words[0] ?? '');

/**
 * The title of a certificate (docs/adr/0070): a certificate of what a log proves or of what was destroyed, a declaration of what a person declares, a
 * record of what was only taken out. Nothing is called erased where media were only destroyed, taken out, new or absent.
 */
export function certificateTitle(media: readonly CertifiedMedium[]): string {
  const others = media.filter((m) => m.result !== 'new');
  if (!others.length) return 'Constat de support neuf';
  const has = (kind: (m: CertifiedMedium) => boolean) => others.some(kind);
  const told = (kind: string) => has((m) => PROOFS[m.result].kind === kind);
  const removed = has((m) => m.result === 'removed');
  const proven = [told('log') ? 'd’effacement' : '', told('destroyed') ? 'de destruction' : ''].filter(Boolean);
  const declared = [told('declared') ? 'd’effacement' : '', told('no_medium') ? 'd’absence de support' : ''].filter(
    Boolean,
  );
  const andNew = media.length > others.length ? ', support neuf' : '';
  if (proven.length) {
    const title = `Certificat ${and([...proven, ...(removed ? ['de retrait'] : [])])}`;
    return `${title}${declared.length ? ', avec déclaration' : ''}${andNew}`;
  }
  if (declared.length) return `Déclaration ${and([...declared, ...(removed ? ['de retrait'] : [])])}${andNew}`;
  return `Constat de retrait${andNew}`;
}

/** What each kind of proof on it is worth. @param absent who said that there is no medium, and when, in words */
export function certificateIntro(media: readonly CertifiedMedium[], removed: boolean, absent: string): string {
  if (media.every((m) => m.result === 'absent'))
    return `${absent} que cet appareil ne contient aucun support de stockage. Une seule personne le déclare ; il n’y a rien eu à effacer.`;
  const some = (...results: Proof[]) => media.some((m) => results.includes(m.result));
  return joined(
    ' ',
    removed
      ? 'Ce support a été retiré d’un appareil, puis traité à part. Voici ce qui en a été fait, par qui et quand.'
      : 'Voici ce qui a été fait de chaque support de stockage connu de cet appareil, par qui et quand.',
    some('passed') ? 'Un effacement prouvé par un journal porte l’empreinte de ce journal.' : '',
    some('decided') ? 'Un journal rattaché par une personne ne nomme pas ce support : elle déclare que c’est lui.' : '',
    some('vouched')
      ? 'Un journal ancien vient d’un autre outil : une personne déclare que rien n’a changé depuis.'
      : '',
    some('judged')
      ? 'Un effacement avec un autre outil est jugé par une personne et signé par une deuxième : aucun programme ne l’a vérifié.'
      : '',
    some('stated', 'reset') ? 'Un effacement sans journal est déclaré et signé : personne ne l’a vérifié.' : '',
    some('destroyed')
      ? 'Une destruction est déclarée et signée ; le numéro du témoin, s’il y en a un, est écrit à côté.'
      : '',
    some('new') ? ofNew(media) : '',
    some('removed') ? 'Un support retiré n’est ni effacé ni détruit par ce papier : il est suivi à part.' : '',
  );
}

function ofNew(media: readonly CertifiedMedium[]): string {
  const seen = media.every((m) => m.result !== 'new' || m.witness !== null);
  return `Un support neuf n’a rien eu à effacer : ${seen ? 'deux personnes l’ont signé' : 'une personne l’a signé'}, avec sa facture.`;
}

/** The labels for what was last received: only a log proves, a statement is not called a proof. */
export function lastReceived(media: readonly CertifiedMedium[]): {
  readonly received: string;
  readonly givenBy: string;
} {
  const log = media.some((m) => m.logSha256);
  const declared = media.some((m) => PROOFS[m.result].signers !== 'nobody');
  if (log && declared) return { received: 'Dernière pièce reçue', givenBy: 'Dernière pièce donnée par' };
  if (log) return { received: 'Dernier journal reçu', givenBy: 'Dernier journal donné par' };
  return { received: 'Dernière déclaration reçue', givenBy: 'Dernière déclaration signée par' };
}

/** « d’après 1 journal et 2 déclarations signées »: one log may prove several media, and is counted once. */
export function restsOn(media: readonly CertifiedMedium[]): string {
  const logs = new Set(media.flatMap((m) => (m.logSha256 ? [m.logSha256] : []))).size;
  const declared = media.filter((m) => PROOFS[m.result].signers !== 'nobody').length;
  const counted = (n: number, one: string, many: string) => (n ? `${n} ${n > 1 ? many : one}` : '');
  return and(
    [counted(logs, 'journal', 'journaux'), counted(declared, 'déclaration signée', 'déclarations signées')].filter(
      Boolean,
    ),
  );
}

export const NO_DATE = {
  instead: 'date d’effacement inconnue',
  sentence: 'Un journal ne dit pas quand l’effacement a eu lieu.',
} as const;

/** A drive that logs of the machine saw, and that its inventories do not list. */
export const ERASED_TOO = 'Effacé aussi, absent des inventaires';
