import { capital, withArticle } from '../../paper/articles.js';
import { type KeyFact, keyFacts, legal } from '../../paper/blocks.js';
import type { Paper } from '../../paper/paper.js';
import { signatures } from '../../paper/signatures.js';
import { MUTED } from '../../paper/theme.js';
import { day, euros, moment, shownCode } from '../../paper/typography.js';
import { name, type With } from '../device-table.js';
import type { HandoverFacts, HandoverIdentity } from './handover-facts.js';
import { personSigns } from './handover-signature.js';
import { long, notSigned, privacy, testsInOneLine, unasked, unsigned } from './handover-words.js';
import { drawPersonCopy } from './person-copy.js';

const MODES = { gift: 'Donné', sale: 'Vendu' } as const;
/** Which copy bears the signature, and who hosts it. */
const HOSTED = 'L’exemplaire qui la porte est à la structure ; la banque l’héberge sous scellé.';
const SIGNED = {
  drawn: ` : signature dessinée à l’écran. ${HOSTED}`,
  paper: ` : signature sur papier, photographiée. L’original sur papier est à la structure. ${HOSTED}`,
  typed: ` : confirmation écrite. ${HOSTED}`,
  none: '.',
} as const;

/** A replacement is not paid for again: its price is that of the device whose place it takes. */
const how = (f: HandoverFacts) =>
  f.replaces
    ? 'Remplacé sans frais'
    : MODES[f.mode] +
      (f.mode === 'sale' && f.priceCents != null ? ` : ${euros(f.priceCents)}` : '') +
      (f.paidBy === 'structure' ? ', payé par la structure' : '');

/** A replacement is received, whatever the first one was. */
const received = (f: HandoverFacts, bought: string, given: string): string =>
  f.mode === 'sale' && !f.replaces
    ? bought
    : f.replaces
      ? given.replace('appareil', 'appareil de remplacement')
      : given;

const tested = (f: HandoverFacts): KeyFact[] =>
  f.tested ? [{ label: 'Tests', value: f.tested.main, under: f.tested.under }] : [];

/** The bank's sheet: kept for ever, so it knows a reference and nobody. */
export const handoverBank = {
  heading: () => 'Attestation de remise',
  title: (f: HandoverFacts) => `Attestation de remise, ${shownCode(f.device.code)}`,
  render(paper: Paper, f: With<HandoverFacts>): void {
    paper.heading(
      'Attestation de remise',
      'Exemplaire de la banque : la personne y est une référence, son nom n’y est pas.',
    );
    keyFacts(paper, [
      { label: 'Appareil', value: name(f.device), under: f.device.category },
      {
        label: 'Code',
        value: shownCode(f.device.code),
        face: 'code',
        under: f.device.serial ? `N° de série ${f.device.serial}` : null,
      },
      { label: 'Structure', value: f.structure.name, under: legal(f.structure) },
      { label: 'Référence du bénéficiaire', value: f.reference, face: 'code' },
      { label: 'Remis le', value: moment(f.handedOverAt, f.bank.timeZone), under: how(f) },
      { label: 'Avec', value: f.accessories?.length ? f.accessories.join(', ') : "l'appareil seul", under: f.warranty },
      ...tested(f),
    ]);
    paper.section('Confirmations');
    paper.paragraph(
      [
        f.replaces ? `Cet appareil remplace ${shownCode(f.replaces)}, en panne.` : '',
        unasked(f)
          ? "La structure atteste le remplacement : aucune nouvelle signature n'a été demandée à la personne."
          : f.unsigned
            ? `La structure atteste le remplacement, sans signature de la personne. Raison : ${f.unsigned}.`
            : `La personne a confirmé la remise auprès de la structure${SIGNED[f.signature]}`,
      ]
        .filter(Boolean)
        .join(' '),
    );
    signatures(paper, [{ role: 'Remis par', party: f.structure.name, signed: f.by }]);
  },
};

/**
 * One leaf of two sides, each named: the structure's, with the identity, the signature and when they go, and the one that the person takes home, in
 * plain words. Erased together at their date.
 */
export const handoverStructure = {
  // One leaf: names that would make it two are set closer.
  sizes: ['easy', 'snug', 'close', 'tight'] as const,
  pages: 2,
  heading: (f: HandoverFacts) => received(f, 'J’achète un appareil', 'Je reçois un appareil'),
  title: (f: HandoverFacts) => `Attestation de remise${unsigned(f) ? '' : ' signée'}, ${shownCode(f.device.code)}`,
  render(paper: Paper, f: With<HandoverFacts>, sealed: HandoverIdentity | null): void {
    paper.heading(
      handoverStructure.heading(f),
      `Exemplaire de la structure${long(f) ? ', qui' : `. ${capital(withArticle(f.structure.name))}`} le garde.`,
    );
    given(paper, f);
    confirmed(paper, f);
    personSigns(paper, f, sealed);
    signatures(paper, [{ role: 'Remis par', party: f.structure.name, signed: f.by }]);
    paper.paragraph(privacy(f, sealed), { size: Math.min(10, paper.sizes.label), colour: MUTED });
    drawPersonCopy(paper, f, sealed);
  },
};

/** What was handed over. */
function given(paper: Paper, f: With<HandoverFacts>): void {
  const facts: KeyFact[] = [
    {
      label: 'Appareil',
      value: name(f.device),
      under: [f.device.category, f.tested ? testsInOneLine(f.tested) : ''].filter(Boolean).join(' · '),
    },
    {
      label: 'Son code',
      value: shownCode(f.device.code),
      face: 'code',
      under: f.device.serial ? `N° de série ${f.device.serial}` : null,
    },
    { label: 'Avec', value: f.accessories?.length ? f.accessories.join(', ') : "l'appareil seul" },
    {
      label: 'Remis',
      value: how(f),
      under:
        [f.replaces ? `à la place de ${shownCode(f.replaces)}` : null, f.warranty].filter(Boolean).join(' · ') || null,
    },
  ];
  keyFacts(paper, facts);
}

/** What the person confirmed, word for word; who did not sign confirmed nothing, and is not quoted. */
function confirmed(paper: Paper, f: With<HandoverFacts>): void {
  if (unsigned(f)) {
    const replaces = f.replaces ? `Cet appareil remplace ${shownCode(f.replaces)}, en panne, sans frais.` : '';
    paper.section('Remise sans signature');
    paper.paragraph([replaces, notSigned(f)].filter(Boolean).join(' '));
    return;
  }
  const words = f.undertaking ?? "J'ai reçu cet appareil. Il fonctionne.";
  paper.section('Je confirme');
  paper.paragraph(`Le ${day(f.handedOverAt, f.bank.timeZone)} : « ${words} »`);
}
