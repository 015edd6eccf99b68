import { plainWords } from '#platform/kernel';
import { remembering } from '../reading.js';

/** What a title asks of a device: whether it is given, whether it is kept, for whom it is kept, or what becomes of it. */
export type DonatedTitle = 'given' | 'kept' | 'for_whom' | 'what';

const THING =
  '(?:pc|ordinateurs?|postes?|materiels?|equipements?|appareils?|machines?|unites?|biens?|articles?|de la mairie)';
const BEFORE = '(?:ce qui est|les|le|on|peut etre|est|peuvent etre)';
const ASKED = '(?:(?: ou)? (?:non|pas|garder|a garder|conserver|a conserver|garde|conserve))?(?: o n| oui non)?';
/** Endings of a participle: « donné », « donnée(s) ». */
const E = '(?:e|ee|es|ees)';

const TITLES: readonly (readonly [DonatedTitle, string])[] = [
  [
    'for_whom',
    `(?:reserv|gard|conserv|donn|promis|ced|vend|pret|sorti|vol|perd)(?:e|ee|es|ees|u|ue|us|ues|is|ise|ation)? (?:(?:a|au|aux|pour|par|chez)(?: .{1,40})?|le)`,
  ],
  [
    'kept',
    `(?:a |on |est )?(?:garder|gard${E}|conserver|conserv${E}|maintenir|maintenu)|(?:ne pas|pas a|a ne pas|non|pas) (?:donner|donn${E}|donnables?|dispo|disponibles?|prendre|reprendre|enlever|cedables?)|indispo|indisponibles?|(?:a )?(?:reserver|reserv${E}|reservations?|resa)|(?:deja )?(?:vendus?|vendues?)|a vendre|ventes?|(?:encore |toujours )(?:utilis${E}|en service|en utilisation)|en cours d utilisation|a rendre|loue|louee|location|en location|leasing|en pret|perdu|perdu ou vole|vole|vol|deja (?:donn${E}|parti|partis|sorti|sortis|enleve)|a exclure|exclus?|exclusion|a ignorer`,
  ],
  [
    'given',
    `(?:a |pour |en |bon pour |ok pour |accord pour |propose a )?(?:donner|donn${E}|ceder|ced${E}|cession|cedables?|donnables?|recuperer|enlever|collecter|emporter|reprendre)(?: possible)?(?: a la banque| pour la banque)?|(?:dispo|disponibles?|disponibilites?)(?: pour (?:le |un )?don)?|don possible|(?:pour|bon pour|ok pour|accord pour|propose au) (?:le )?don|dons?(?: o n| oui non)|accord(?: de| du| pour)? don`,
  ],
  [
    'what',
    'devenir|que faire|qu en faire|suite a donner|decisions?|sort|sort du materiel|don ou garde|garde ou don|donner ou garder|garder ou donner|donne ou garde|garde ou donne',
  ],
];
const WHOLE = TITLES.map(
  ([title, words]) =>
    [
      title,
      new RegExp(`^(?:(?:${THING}|${BEFORE}) )*(?:${words})(?: ${THING})?${title === 'for_whom' ? '' : ASKED}$`),
    ] as const,
);

/** What a title asks of whether its list's devices are given; null where it asks something else. */
export const readDonatedTitle = remembering((title: string): DonatedTitle | null => {
  // « Don » alone is a donation's number.
  const words = plainWords(title.slice(0, 80)) + (/^\s*dons?\s*\?\s*$/i.test(title) ? ' oui non' : '');
  return WHOLE.find(([, known]) => known.test(words))?.[0] ?? null;
});
