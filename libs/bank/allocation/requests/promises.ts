import type { TestStatement } from '#bank/workshop';
import { TESTED_WORKS, worksWords } from '#platform/kernel';
import type { HandoverMode } from '../codes.js';

const RETURN_SENTENCE = 'Si je n’en ai plus besoin, je peux le rapporter à la structure.';

/**
 * The text a person confirms, by what the hand-over is: a buyer owns. Kept with the hand-over, word for word. Nothing is lent.
 *
 * @param tests what may be said of the device's tests
 */
export const promiseOf = (mode: HandoverMode, tests: Pick<TestStatement, 'level'>): string =>
  mode === 'gift'
    ? `Cet appareil m’est donné pour mon usage personnel. ${worksWords(tests.level)} Je ne le revends pas. En cas de panne, je peux prévenir la structure. ${RETURN_SENTENCE}`
    : `J’achète cet appareil : il est à moi. ${worksWords(tests.level)} La garantie légale de conformité me protège. En cas de panne, je préviens la structure. ${RETURN_SENTENCE}`;

/** What stands above the signature on the sheet of the day without a network, whatever was tested: what is signed on paper is this. */
export const PAPER_PROMISE = promiseOf('gift', { level: 'in_part' });

/** The same for a device that replaces a broken one: nothing is bought again. True of any that may be chosen, whatever was tested of it. */
export const REPLACEMENT_PROMISES = {
  gift: `Cet appareil remplace celui qui m’a été donné. Il est pour mon usage personnel. ${TESTED_WORKS} Je ne le revends pas. En cas de panne, je peux prévenir la structure. ${RETURN_SENTENCE}`,
  sale: `Cet appareil remplace sans frais celui que j’ai acheté : il est à moi. ${TESTED_WORKS} En cas de panne, je préviens la structure. ${RETURN_SENTENCE}`,
} as const;
