import { capital, withArticle } from '../paper/articles.js';
import { keyFacts, legal, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { signatures } from '../paper/signatures.js';
import { moment } from '../paper/typography.js';
import type { With } from './device-table.js';
import type { Party, Signed } from './facts.js';

/** Facts of a SIM's slip: no PIN and no PUK, which stay under seal. */
export interface SimSlipFacts {
  readonly iccid: string;
  /** The network carrier's name. */
  readonly carrier: string;
  /** In words: « 20 Go par mois pendant 12 mois ». */
  readonly plan?: string | null;
  readonly reference: string;
  /** The card has a code that is given apart. Older slips do not say. */
  readonly pin?: boolean;
  readonly structure: Party;
  readonly handedOverAt: string;
  readonly by: Signed;
}

/** A code is never on the slip; of a card without one nothing is promised. */
const pinWords = ({ pin }: SimSlipFacts): string =>
  pin === undefined
    ? "Aucun code PIN n'est écrit sur ce bon."
    : pin
      ? "Le code PIN est remis à part. Il n'est écrit nulle part sur ce bon."
      : 'La banque n’a pas de code PIN pour cette carte.';

export const simSlip = {
  heading: () => 'Je reçois une carte SIM',
  title: (f: SimSlipFacts) => `Remise d’une carte SIM, ${f.reference}`,
  render(paper: Paper, f: With<SimSlipFacts>): void {
    paper.heading(simSlip.heading(), `${capital(withArticle(f.structure.name))} me la remet.`);
    keyFacts(paper, [
      { label: 'Numéro de la carte (ICCID)', value: f.iccid.replace(/(\d{4})(?=\d)/g, '$1 '), face: 'code' },
      { label: 'Opérateur', value: f.carrier, under: f.plan },
      { label: 'Référence du bénéficiaire', value: f.reference, face: 'code' },
      { label: 'Remise le', value: moment(f.handedOverAt, f.bank.timeZone) },
      { label: 'Par', value: f.structure.name, under: legal(f.structure) },
    ]);
    notice(paper, `${pinWords(f)} Un problème ? Je contacte ma structure : ${f.structure.name}.`, 'info', 'card-sim');
    signatures(paper, [{ role: 'Remise par', party: f.structure.name, signed: f.by }]);
  },
};
