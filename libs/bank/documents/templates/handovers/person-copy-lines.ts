import type { Element, Paper } from '../../paper/paper.js';
import { type Pictogram, pictogram } from '../../paper/pictograms.js';
import { BRAND, MARGIN, WIDTH } from '../../paper/theme.js';

/**
 * Every line that a paper for a beneficiary may say: « vous », one idea a line, one verb. `test/services/plain-copies.spec.ts` checks ten
 * countable rules on each, so a line is written here and nowhere else. `{…}` is filled by the paper.
 */
export const COPY_LINES = {
  forYou: { icon: 'file-text', text: 'Cette feuille est pour vous.' },
  yours: { icon: 'hand-heart', text: 'Cet appareil est à vous.' },
  free: { icon: 'thumbs-up', text: 'Vous ne payez rien.' },
  price: { icon: 'banknote', text: 'Le prix est de {price}.' },
  replaces: { icon: 'refresh-cw', text: 'Il remplace votre appareil {code}.' },
  notSold: { icon: 'ban', text: 'Vous ne vendez pas cet appareil.' },
  back: { icon: 'undo-2', text: 'Vous pouvez rendre cet appareil à la structure.' },
  noWarranty: { icon: 'info', text: 'Cet appareil est sans garantie.' },
  signed: { icon: 'signature', text: 'Vous avez signé le {date}.' },
  notSigned: { icon: 'signature', text: 'Vous n’avez pas signé.' },
  nothing: { icon: 'info', text: 'Vous n’avez rien confirmé.' },
  byPhone: { icon: 'info', text: 'La structure a noté votre accord au téléphone.' },
  scan: { icon: 'qr-code', text: 'Scannez ce carré avec un téléphone.' },
  scanLabel: { icon: 'tag', text: 'Scannez l’étiquette de l’appareil avec un téléphone.' },
  describe: { icon: 'message-square', text: 'Décrivez la panne.' },
  call: { icon: 'phone', text: 'Appelez le {phone}.' },
  hours: { icon: 'clock', text: 'Nous répondons : {hours}.' },
  come: { icon: 'map-pin', text: 'Venez à la structure.' },
  comeTo: { icon: 'map-pin', text: 'Venez à cette adresse : {address}.' },
  keepsBoth: { icon: 'archive', text: 'La structure garde votre nom et votre signature.' },
  keepsName: { icon: 'archive', text: 'La structure garde votre nom.' },
  keepsSignature: { icon: 'archive', text: 'La structure garde votre signature.' },
  keepsReference: { icon: 'archive', text: 'La structure garde votre référence.' },
  why: { icon: 'info', text: 'Cela sert de preuve.' },
  until: { icon: 'calendar-x', text: 'La structure efface ces informations le {date}.' },
  host: { icon: 'server', text: 'La banque héberge la feuille de la structure.' },
  askCopy: { icon: 'copy', text: 'Demandez une copie à la structure.' },
  askChange: { icon: 'pencil', text: 'Demandez une correction ou l’effacement.' },
  responsible: { icon: 'info', text: 'La structure est responsable de vos données.' },
  officer: { icon: 'mail', text: 'Écrivez au délégué aux données : {officer}.' },
  cnil: { icon: 'scale', text: 'La CNIL protège vos informations.' },
  complain: { icon: 'mail', text: 'Écrivez à la CNIL sur cnil.fr en cas de problème.' },
  sim: { icon: 'card-sim', text: 'La carte SIM relie un téléphone au réseau.' },
  offerUntil: { icon: 'calendar-x', text: 'L’offre dure jusqu’au {date}.' },
  offerLasts: { icon: 'clock', text: 'L’offre dure {duration}.' },
  offerAsk: { icon: 'calendar-x', text: 'Demandez la date de fin à la structure.' },
  pin: { icon: 'lock', text: 'Le code PIN protège la carte.' },
  pinApart: { icon: 'hand-heart', text: 'La structure vous donne le code PIN à part.' },
  pinNotHere: { icon: 'file-text', text: 'Ce bon ne montre pas le code PIN.' },
  pinUnknown: { icon: 'info', text: 'La banque ne connaît aucun code PIN pour cette carte.' },
  wrongPin: { icon: 'ban', text: '3 codes PIN faux bloquent la carte.' },
  blocked: { icon: 'life-buoy', text: 'Contactez la structure en cas de problème.' },
} as const satisfies Readonly<Record<string, PlainLine>>;

/** What stands over the lines, and the names of the facts: no sentence. */
export const COPY_HEADINGS = {
  device: 'Votre appareil',
  broken: 'En panne ?',
  kept: 'Vos informations',
  sim: 'Votre carte SIM',
} as const;
export const COPY_LABELS = {
  device: 'Appareil',
  code: 'Son code',
  serial: 'Numéro de série',
  tests: 'Tests',
  with: 'Avec',
  warranty: 'Garantie',
  by: 'Remis par',
  on: 'Remis le',
  reference: 'Votre référence',
} as const;

export const filled = (line: PlainLine, values: Readonly<Record<string, string>>): PlainLine => ({
  ...line,
  text: line.text.replace(/\{(\w+)\}/g, (slot, key: string) => values[key] ?? slot),
});

export interface PlainLine {
  readonly icon: Pictogram;
  readonly text: string;
}

/** The size of what a beneficiary reads, whatever the names beside it cost. */
export const PLAIN_SIZE = 14;
const INDENT = 28;

export const plainLinesHeight = (paper: Paper, lines: readonly PlainLine[], gap = 6, width = WIDTH): number =>
  lines.reduce((sum, line) => sum + paper.height(line.text, style(width)) + gap, 0);

export function plainLines(paper: Paper, lines: readonly PlainLine[], gap = 6, width = WIDTH): void {
  const set = style(width);
  const all = (list: Element) => {
    for (const line of lines) {
      const height = paper.height(line.text, set);
      paper.artifact(() => pictogram(paper.doc, line.icon, MARGIN.left, paper.y, 17, BRAND));
      paper.group('LI', (item) => void paper.say('LBody', line.text, MARGIN.left + INDENT, paper.y, set, item), list);
      paper.y += height + gap;
    }
  };
  paper.room(plainLinesHeight(paper, lines, gap, width));
  paper.group('L', all);
}

const style = (width: number) => ({ size: PLAIN_SIZE, width: width - INDENT, lineGap: 1 });
