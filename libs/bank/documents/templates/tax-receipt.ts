import { joined } from '#platform/kernel';
import { keyFacts, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { type SignatureBox, signatures, signaturesHeight } from '../paper/signatures.js';
import { tableSection } from '../paper/table.js';
import { MUTED } from '../paper/theme.js';
import { count, counted, day, euros, eurosInWords, moment } from '../paper/typography.js';
import { annexOf, deviceTable, type With } from './device-table.js';
import type { DeviceFacts, Signed } from './facts.js';
import { type GivingParty, type IssuerFacts, type LegalText, partiesOf } from './issuer.js';

export interface DonatedQuantity {
  readonly category: string;
  readonly quantity: number;
}

/** The data set of forms 16216 (companies) and 11580 (persons), in a layout of our own. */
export interface TaxReceiptFacts {
  readonly issuer: IssuerFacts;
  readonly donation: { readonly number: string; readonly receivedAt: string };
  readonly quantities: readonly DonatedQuantity[];
  readonly devices: readonly DeviceFacts[];
  readonly valueCents: number;
  readonly declared: {
    readonly on: string;
    readonly how: string;
    readonly typedAt: string;
    /** Null: the donor typed it on its own page. */
    readonly operator: number | null;
  };
  /** Of a person's: how the body that receives checked the value, and when. Older receipts have none. */
  readonly checked?: { readonly how: string; readonly at: string; readonly operator: number } | null;
  readonly valueNote: LegalText;
  readonly certificate: LegalText;
  /** That the goods were received and accepted. Older receipts have none. */
  readonly received?: LegalText;
  readonly form: string;
  readonly replaces?: string | null;
  readonly signed: Signed;
}

export interface CompanyReceiptFacts extends TaxReceiptFacts {
  readonly donor: GivingParty;
}

/** Sealed: stands only on the paper itself, and goes at its date. */
export interface DonorIdentity {
  readonly name: string;
  readonly address: string;
}

/** Sealed: a business that is a person. */
export interface TraderIdentity extends DonorIdentity {
  readonly legalForm: string;
  readonly siren: string;
}

export const companyReceipt = {
  heading: () => 'Reçu au titre d’un don d’entreprise',
  title: (f: CompanyReceiptFacts) => `Reçu fiscal d’un don d’entreprise, don ${f.donation.number}`,
  render: (paper: Paper, f: With<CompanyReceiptFacts>): void => draw(paper, f, f.donor, companyReceipt.heading()),
};

export const personReceipt = {
  heading: () => 'Reçu au titre d’un don de particulier',
  title: (f: TaxReceiptFacts) => `Reçu fiscal d’un don de particulier, don ${f.donation.number}`,
  render: (paper: Paper, f: With<TaxReceiptFacts>, sealed: DonorIdentity | null): void =>
    draw(
      paper,
      f,
      { name: sealed?.name ?? 'Particulier', kind: 'Particulier', address: sealed?.address ?? null },
      personReceipt.heading(),
    ),
};

export const traderReceipt = {
  heading: () => companyReceipt.heading(),
  title: (f: TaxReceiptFacts) => `Reçu fiscal d’un don d’entrepreneur individuel, don ${f.donation.number}`,
  render: (paper: Paper, f: With<TaxReceiptFacts>, sealed: TraderIdentity | null): void => {
    const kind = 'Entrepreneur individuel';
    draw(paper, f, { ...(sealed ?? { name: kind }), kind }, traderReceipt.heading());
  },
};

function draw(paper: Paper, f: With<TaxReceiptFacts>, donor: GivingParty, title: string): void {
  const { timeZone } = f.bank;
  paper.heading(title, `Don en nature. ${f.certificate.source}.`);
  keyFacts(paper, [
    { label: "Numéro d'ordre du reçu", value: paper.options.number, face: 'code' },
    { label: 'Don', value: f.donation.number, face: 'code', under: `reçu le ${day(f.donation.receivedAt, timeZone)}` },
    ...partiesOf(f.issuer, donor),
    { label: "Objet de l'organisme", value: f.issuer.object },
    {
      label: "Statut et catégorie de l'organisme",
      value: f.issuer.ground?.label ?? f.issuer.status,
      under: joined(' · ', f.issuer.status, f.issuer.ground?.source, f.issuer.ground?.basis),
    },
  ]);
  if (f.replaces)
    notice(paper, `Ce reçu annule et remplace le reçu ${f.replaces}, qui ne compte plus.`, 'attention', 'ban');

  paper.section('Valeur du don');
  // Asterisks on both sides, so that no figure can be written before or after.
  keyFacts(paper, [
    { label: 'En chiffres', value: `*** ${euros(f.valueCents)} ***`, face: 'code' },
    { label: 'En lettres', value: eurosInWords(f.valueCents) },
    {
      label: 'Nature et forme du don',
      value: 'Don en nature',
      under: f.form,
    },
    {
      label: 'Valeur déclarée par le donateur',
      value: `le ${day(`${f.declared.on}T12:00:00Z`, 'UTC')}, ${f.declared.how}`,
      under: `saisie le ${moment(f.declared.typedAt, timeZone)} par ${f.declared.operator === null ? 'le donateur' : `l'opérateur n° ${f.declared.operator}`}`,
    },
    ...(f.checked
      ? [
          {
            label: 'Valeur vérifiée par le bénéficiaire',
            value: `le ${day(f.checked.at, timeZone)}, ${f.checked.how}`,
            under: `par l'opérateur n° ${f.checked.operator}`,
          },
        ]
      : []),
  ]);
  paper.paragraph(`${f.valueNote.text} (${f.valueNote.source})`, { size: paper.sizes.label, colour: MUTED });

  const total = f.quantities.reduce((sum, line) => sum + line.quantity, 0);
  if (f.received) {
    paper.section('Biens reçus et acceptés');
    paper.introduction(`${f.received.text} (${f.received.source})`);
  }
  tableSection(
    paper,
    'Description et quantités',
    [
      { head: 'Nature des biens', share: 75 },
      { head: 'Quantité', share: 25, align: 'right' },
    ],
    [...f.quantities.map((line) => [line.category, count(line.quantity)]), ['Total', count(total)]],
  );
  const detail = `Le détail : ${counted(f.devices.length, 'appareil')}`;
  const annexed = paper.options.annexed === true && f.devices.length > 0;
  if (annexed) paper.paragraph(annexOf(f.devices.length));
  else deviceTable(paper, detail, f.devices);

  const boxes: SignatureBox[] = [
    {
      role: `Pour l'organisme bénéficiaire${f.signed.person ? '' : ` : ${f.issuer.signatoryTitle}`}`,
      party: f.issuer.name,
      signed: f.signed,
    },
    // Only where the box beside holds neither a printed signature nor the line for one.
    ...(f.signed.person?.image || f.signed.person?.own === false
      ? []
      : [
          {
            role: 'Signature manuscrite, si le donateur la demande',
            party: f.signed.person?.quality ?? f.issuer.signatoryTitle,
            signed: null,
            byHand: 'name' as const,
          },
        ]),
  ];
  const { text, source } = f.certificate;
  notice(paper, `${text} (${source})`, 'info', 'check', null, signaturesHeight(paper, boxes));
  signatures(paper, boxes);
  if (!annexed) return;
  paper.annex();
  deviceTable(paper, `Annexe du reçu ${paper.options.number}. ${detail}`, f.devices);
}
