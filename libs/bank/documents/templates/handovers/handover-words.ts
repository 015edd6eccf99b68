import { joined } from '#platform/kernel';
import { capital, uncapital, withArticle } from '../../paper/articles.js';
import { day } from '../../paper/typography.js';
import type { With } from '../device-table.js';
import type { DeviceFacts, Party, Signed } from '../facts.js';

// What the sheets of a hand-over say of who signed, and of what is kept of the person.

const LONG = 60;
export const long = (f: HandoverFacts): boolean => f.structure.name.length > LONG;

/** An older replacement: nobody was asked to sign, and nothing said so. */
export const unasked = (f: HandoverFacts): boolean => Boolean(f.replaces) && f.unsigned === undefined;
export const unsigned = (f: HandoverFacts): boolean => Boolean(f.unsigned) || unasked(f);

/** Who did not sign confirmed nothing on paper; that they agreed by telephone is the structure's word. */
export const notSigned = (f: HandoverFacts): string =>
  f.agreedByPhone
    ? 'La personne n’a pas signé. La structure déclare que la personne a dit oui au téléphone.'
    : 'La personne n’a pas signé : elle n’a rien confirmé.';

/** What was tried, on one line; a word that begins what stands under it is not said twice. */
export function testsInOneLine({ main, under }: NonNullable<HandoverFacts['tested']>): string {
  if (!under) return main;
  const again = under.startsWith(`${uncapital(main)} :`);
  return again ? main + under.slice(main.length) : `${main} (${under})`;
}

const untilWords = (f: With<HandoverFacts>): string =>
  f.erasedAt ? `le ${day(f.erasedAt, f.bank.timeZone)}` : 'à sa date';

/** Named at the top and beside the signature: a long name is not told again in small type. */
const keeper = (f: HandoverFacts): string => (long(f) ? 'La structure' : capital(withArticle(f.structure.name)));

export const named = (f: HandoverFacts, sealed: HandoverIdentity | null): boolean =>
  Boolean(sealed?.name) && sealed!.name !== `Référence ${f.reference}`;

/** What of the person is on the structure's copy, and until when: « garde ce nom et cette signature …, et les efface le … ». */
function keeps(f: With<HandoverFacts>, sealed: HandoverIdentity | null): string {
  const things = [named(f, sealed) ? 'ce nom' : '', unsigned(f) ? '' : 'cette signature'].filter(Boolean);
  const what = things.length ? things.join(' et ') : 'cette référence, sans nom';
  return `${keeper(f)} garde ${what} sous scellé, pour prouver la remise, et ${things.length > 1 ? 'les ' : 'l’'}efface ${untilWords(f)}.`;
}

/** The bank's own paper names nobody; the structure's is on the bank's server, sealed: both are said. */
const HOSTED =
  'La banque héberge l’exemplaire de la structure sous scellé ; ses propres documents ne portent que la référence.';

/** Which copy this is, what is kept of the person and until when, and what they may ask (GDPR, art. 13). */
export const privacy = (f: With<HandoverFacts>, sealed: HandoverIdentity | null): string =>
  joined(
    ' ',
    `Exemplaire de la structure, référence ${f.reference}.`,
    keeps(f, sealed),
    HOSTED,
    'La durée est le choix de la structure. La personne peut lui demander une copie, une correction ou l’effacement, et se plaindre à la CNIL.',
    f.register?.basis ? `Ce qui permet de la garder : ${f.register.basis}. La personne peut s’y opposer.` : '',
  );

export interface HandoverFacts {
  readonly reference: string;
  readonly structure: Party;
  /** Where and when whoever answers that telephone is there. Older sheets do not say. */
  readonly contact?: { readonly address: string | null; readonly hours: string | null } | null;
  readonly device: DeviceFacts;
  readonly accessories?: readonly string[];
  readonly mode: 'gift' | 'sale';
  readonly priceCents?: number | null;
  /** Who pays the price of a sale. Older sheets do not say. */
  readonly paidBy?: 'buyer' | 'structure' | null;
  /** What was tested of it, in words. Older sheets do not say. */
  readonly tested?: { readonly main: string; readonly under: string | null } | null;
  /** Warranty or support, in words and dated by the caller. */
  readonly warranty?: string | null;
  readonly handedOverAt: string;
  readonly by: Signed;
  readonly signature: 'drawn' | 'paper' | 'typed' | 'none';
  /** Of a device that replaces a broken one, signed by nobody: why, in words. */
  readonly unsigned?: string | null;
  /** They did not sign, and agreed by telephone, as the structure says. Older sheets do not say. */
  readonly agreedByPhone?: boolean;
  readonly undertaking?: string;
  /** When the structure's sheet is erased, with the name and the signature on it. Older sheets do not say. */
  readonly erasedAt?: string | null;
  /** On what keeping the person's name rests, and whom to reach (GDPR, art. 13). Older sheets do not say. */
  readonly register?: { readonly basis: string | null; readonly contact: string; readonly phone: string };
  readonly replaces?: string | null;
}

/** Sealed: exists only on the structure's own sheet, and goes with it. */
export interface HandoverIdentity {
  readonly name: string;
  readonly contact?: string | null;
  /** PNG of the drawn signature, or the photographed paper (PNG or JPEG), in base64. */
  readonly signatureImage?: string | null;
}
