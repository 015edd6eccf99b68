import { joined } from '#platform/kernel';
import { capital, withArticle } from '../../paper/articles.js';
import { type KeyFact, keyFacts, legal } from '../../paper/blocks.js';
import type { Paper } from '../../paper/paper.js';
import { signatures } from '../../paper/signatures.js';
import { EDGE, MARGIN, MUTED, WIDTH } from '../../paper/theme.js';
import { day, euros, moment, shownCode } from '../../paper/typography.js';
import { name, type With } from '../device-table.js';
import {
  type HandoverFacts,
  type HandoverIdentity,
  long,
  notSigned,
  privacy,
  testsInOneLine,
  unasked,
  unsigned,
} from './handover-words.js';
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
const received = (f: HandoverFacts, bought: string, gift: string): string =>
  f.mode === 'sale' && !f.replaces ? bought : f.replaces ? gift.replace('appareil', 'appareil de remplacement') : gift;

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
      joined(
        ' ',
        f.replaces ? `Cet appareil remplace ${shownCode(f.replaces)}, en panne.` : '',
        unasked(f)
          ? "La structure atteste le remplacement : aucune nouvelle signature n'a été demandée à la personne."
          : f.unsigned
            ? `La structure atteste le remplacement, sans signature de la personne. Raison : ${f.unsigned}.`
            : `La personne a confirmé la remise auprès de la structure${SIGNED[f.signature]}`,
      ),
    );
    signatures(paper, [{ role: 'Remis par', party: f.structure.name, signed: f.by }]);
  },
};

/** One leaf of two sides: the structure's, with the identity, the signature and when they go, and the person's, in plain words. Erased together. */
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
    drawDevice(paper, f);
    confirmed(paper, f);
    personSigns(paper, f, sealed);
    signatures(paper, [{ role: 'Remis par', party: f.structure.name, signed: f.by }]);
    paper.paragraph(privacy(f, sealed), { size: Math.min(10, paper.sizes.label), colour: MUTED });
    drawPersonCopy(paper, f, sealed);
  },
};

function drawDevice(paper: Paper, f: With<HandoverFacts>): void {
  const facts: KeyFact[] = [
    {
      label: 'Appareil',
      value: name(f.device),
      under: joined(' · ', f.device.category, f.tested ? testsInOneLine(f.tested) : ''),
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
      under: joined(' · ', f.replaces ? `à la place de ${shownCode(f.replaces)}` : null, f.warranty) || null,
    },
  ];
  keyFacts(paper, facts);
}

/** What the person confirmed, word for word; who did not sign confirmed nothing, and is not quoted. */
function confirmed(paper: Paper, f: With<HandoverFacts>): void {
  if (unsigned(f)) {
    const replaces = f.replaces ? `Cet appareil remplace ${shownCode(f.replaces)}, en panne, sans frais.` : '';
    paper.section('Remise sans signature');
    paper.paragraph(joined(' ', replaces, notSigned(f)));
    return;
  }
  const words = f.undertaking ?? "J'ai reçu cet appareil. Il fonctionne.";
  paper.section('Je confirme');
  paper.paragraph(`Le ${day(f.handedOverAt, f.bank.timeZone)} : « ${words} »`);
}

/** The person's box: who they are and when, beside what they drew, photographed or confirmed, or why nobody signed. */
export function personSigns(paper: Paper, f: With<HandoverFacts>, sealed: HandoverIdentity | null): void {
  const x = MARGIN.left + 16;
  const small = { size: paper.sizes.label, width: 190 };
  const lines = [
    { text: unsigned(f) ? 'La personne' : 'Je signe', style: { ...small, colour: MUTED, lineGap: 0 }, after: 3 },
    { text: sealed?.name ?? `Référence ${f.reference}`, style: { face: 'strong' as const, width: 190 }, after: 2 },
    ...(sealed?.contact ? [{ text: sealed.contact, style: small, after: 2 }] : []),
    ...(unsigned(f) ? [] : [{ text: `le ${moment(f.handedOverAt, f.bank.timeZone)}`, style: small, after: 0 }]),
  ];
  // A long name, a contact: the box grows with what it holds.
  const height = Math.max(
    86,
    28 + lines.reduce((sum, line) => sum + paper.height(line.text, line.style) + line.after, 0),
  );
  paper.room(height + 12);
  paper.y += 6;
  const top = paper.y;
  paper.artifact(() =>
    paper.doc.roundedRect(MARGIN.left, top, WIDTH, height, 9).lineWidth(0.75).strokeColor(EDGE).stroke(),
  );
  let y = top + 14;
  for (const line of lines) y += paper.say('P', line.text, x, y, line.style) + line.after;
  const left = MARGIN.left + 222;
  const width = WIDTH - 238;
  const image = f.unsigned ? null : sealed?.signatureImage;
  if (image)
    paper.tagged(
      'Figure',
      () =>
        void paper.doc.image(Buffer.from(image, 'base64'), left, top + 12, {
          fit: [width, height - 24],
          align: 'center',
          valign: 'center',
        }),
      {
        alt: 'Signature de la personne',
        bbox: [left, top + 12, left + width, top + height - 12],
      },
    );
  else if (f.unsigned)
    paper.say('P', `Pas de signature. ${f.unsigned}.`, left, top + 14, { ...small, width, colour: MUTED });
  else if (f.replaces && f.unsigned === undefined)
    paper.say('P', 'Signature, si la personne est là', left, top + 14, { ...small, width, colour: MUTED });
  else if (f.signature === 'typed') paper.say('P', 'Confirmé par écrit', left, top + 42, { width, align: 'center' });
  paper.y = top + height + 8;
}
