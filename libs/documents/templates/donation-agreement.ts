import { keyFacts, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { signatures } from '../paper/signatures.js';
import { table } from '../paper/table.js';
import { MUTED } from '../paper/theme.js';
import { count, counted, day } from '../paper/typography.js';
import { deviceTable, type With } from './device-table.js';
import type { DeviceFacts, Signed } from './facts.js';
import { type GivingParty, type IssuerFacts, type LegalText, partiesOf } from './issuer.js';
import type { GivenQuantity } from './tax-receipt.js';

/** What both sides agree on: who gives what to whom, and, for a public donor, to what use. */
export interface DonationAgreementFacts {
  readonly issuer: IssuerFacts;
  readonly donor: GivingParty;
  readonly donation: {
    readonly number: string;
    readonly receivedAt?: string | null;
    readonly expectedOn?: string | null;
  };
  /** Logged, or announced before they came. */
  readonly quantities: readonly GivenQuantity[];
  readonly announced: boolean;
  readonly devices: readonly DeviceFacts[];
  readonly transfer: LegalText;
  readonly data: LegalText;
  /** The written undertaking that a public donor must have. */
  readonly undertaking?: LegalText | null;
  readonly signed: Signed;
}

const titleOf = (f: DonationAgreementFacts) => (f.undertaking ? 'Convention de don' : 'Attestation de don');

export const donationAgreement = {
  title: (f: DonationAgreementFacts) => `${titleOf(f)}, don ${f.donation.number}`,
  render(paper: Paper, f: With<DonationAgreementFacts>): void {
    const { timeZone } = f.bank;
    paper.heading(
      titleOf(f),
      f.undertaking
        ? 'Entre un donateur public et un organisme qui s’engage sur l’usage des biens donnés.'
        : 'Entre un donateur et l’organisme qui reçoit ses biens.',
    );
    keyFacts(paper, [
      ...partiesOf(f.issuer, f.donor),
      { label: "Objet de l'organisme", value: f.issuer.object || 'Non renseigné', under: f.issuer.status || null },
      {
        label: 'Don',
        value: f.donation.number,
        face: 'code',
        under: f.donation.receivedAt
          ? `reçu le ${day(f.donation.receivedAt, timeZone)}`
          : f.donation.expectedOn
            ? `attendu le ${day(`${f.donation.expectedOn}T12:00:00Z`, 'UTC')}`
            : 'à recevoir',
      },
    ]);
    if (f.undertaking) {
      paper.section('Engagement d’usage');
      notice(paper, f.undertaking.text, 'attention', 'ban');
      source(paper, f.undertaking);
    }
    paper.section('Transfert de propriété');
    paper.paragraph(f.transfer.text);
    source(paper, f.transfer);
    paper.section('Données et verrous');
    paper.paragraph(f.data.text);
    source(paper, f.data);

    paper.section(f.announced ? 'Biens annoncés' : 'Description et quantités');
    const total = f.quantities.reduce((sum, line) => sum + line.quantity, 0);
    table(
      paper,
      [
        { head: 'Nature des biens', share: 75 },
        { head: 'Quantité', share: 25, align: 'right' },
      ],
      [...f.quantities.map((line) => [line.category, count(line.quantity)]), ['Total', count(total)]],
    );
    if (f.devices.length) {
      paper.section(`Le détail : ${counted(f.devices.length, 'appareil')}`);
      deviceTable(paper, f.devices);
    }
    signatures(paper, [
      { role: 'Pour le donateur', party: f.donor.name, signed: null, byHand: 'name' },
      {
        role: `Pour le bénéficiaire${f.issuer.signatoryTitle ? ` : ${f.issuer.signatoryTitle}` : ''}`,
        party: f.issuer.name,
        signed: f.signed,
      },
    ]);
  },
};

const source = (paper: Paper, text: LegalText): void =>
  paper.paragraph(text.source, { size: paper.sizes.label, colour: MUTED });
