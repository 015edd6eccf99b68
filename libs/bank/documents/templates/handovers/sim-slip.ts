import { capital, withArticle } from '../../paper/articles.js';
import { keyFacts, legal } from '../../paper/blocks.js';
import type { Paper } from '../../paper/paper.js';
import { type SignatureBox, signatures, signaturesHeight } from '../../paper/signatures.js';
import { day, moment } from '../../paper/typography.js';
import type { With } from '../device-table.js';
import type { Party, Signed } from '../facts.js';
import {
  COPY_HEADINGS,
  COPY_LINES,
  filled,
  type PlainLine,
  plainLines,
  plainLinesHeight,
} from './person-copy-lines.js';

/** Facts of a SIM's slip: no PIN and no PUK, which stay under seal. */
export interface SimSlipFacts {
  readonly iccid: string;
  readonly carrier: string;
  /** In words: « 20 Go par mois pendant 12 mois ». */
  readonly plan?: string | null;
  /** The last day of the offer, where the bank knows it. */
  readonly until?: string | null;
  readonly reference: string;
  /** The card has a code that is given apart. Older slips do not say. */
  readonly pin?: boolean;
  readonly structure: Party;
  readonly handedOverAt: string;
  readonly by: Signed;
}

/** « 20 Go par mois pendant 12 mois »: how long, and not what comes each month. */
const DURATION = /\b(?:pendant|durant|pour|sur|durée(?: de)?|:)\s+(\d{1,3}\s(?:jours?|semaines?|mois|ans?))\b/i;

/** A code is never on the slip; of a card without one nothing is promised. */
export function simLines(f: With<SimSlipFacts>): readonly PlainLine[] {
  const l = COPY_LINES;
  // When the card begins to work is the carrier's to know: of an offer that says how long it lasts, that is all that is sure.
  const [, duration] = DURATION.exec(f.plan ?? '') ?? [];
  const lasts = duration ? [filled(l.offerLasts, { duration })] : [];
  const until = f.until ? [filled(l.offerUntil, { date: day(f.until, f.bank.timeZone) })] : [...lasts, l.offerAsk];
  const known = f.pin === undefined ? [] : f.pin ? [l.pinApart] : [l.pinUnknown];
  return [l.sim, ...until, l.pin, ...known, l.pinNotHere, l.wrongPin, l.blocked];
}

export const simSlip = {
  heading: () => COPY_HEADINGS.sim,
  title: (f: SimSlipFacts) => `Remise d’une carte SIM, ${f.reference}`,
  render(paper: Paper, f: With<SimSlipFacts>): void {
    paper.heading(simSlip.heading(), `${capital(withArticle(f.structure.name))} vous la donne.`);
    keyFacts(paper, [
      { label: 'Numéro de la carte', value: f.iccid.replace(/(\d{4})(?=\d)/g, '$1 '), face: 'code' },
      { label: 'Opérateur', value: f.carrier, under: f.plan ? `Offre : ${f.plan}` : null },
      { label: 'Votre référence', value: f.reference, face: 'code' },
      { label: 'Remise le', value: moment(f.handedOverAt, f.bank.timeZone) },
      { label: 'Par', value: f.structure.name, under: legal(f.structure) },
    ]);
    paper.y += 8;
    const boxes: SignatureBox[] = [{ role: 'Remise par', party: f.structure.name, signed: f.by }];
    const lines = simLines(f);
    paper.room(plainLinesHeight(paper, lines) + signaturesHeight(paper, boxes));
    plainLines(paper, lines);
    signatures(paper, boxes);
  },
};
