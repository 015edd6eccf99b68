import { joined } from '#platform/kernel';
import { keyFacts, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { signatures } from '../paper/signatures.js';
import { table } from '../paper/table.js';
import { count, day, euros, moment } from '../paper/typography.js';
import type { With } from './device-table.js';
import type { Signed } from './facts.js';
import type { IssuerFacts, LegalText } from './issuer.js';

/** A receipt as the list of its year shows it. A person, also one who trades, is what their kind is called. */
export interface ListedReceipt {
  readonly number: string;
  readonly issuedAt: string;
  readonly kind: 'company' | 'sole_trader' | 'person';
  readonly donor: string;
  readonly cents: number;
  readonly cancelled: boolean;
  readonly replacedBy?: string | null;
}

export interface KindTotal {
  readonly count: number;
  readonly cents: number;
  /** The law that such receipts are for, by its row. Older lists do not say. */
  readonly law?: string;
}

/** The receipts of a calendar year as they were when the list was made. Cancelled ones are listed, and not counted. */
export interface ReceiptListFacts {
  readonly issuer: IssuerFacts;
  readonly year: number;
  readonly madeAt: string;
  readonly companies: KindTotal;
  readonly persons: KindTotal;
  readonly receipts: readonly ListedReceipt[];
  readonly declaration: LegalText;
  readonly signed: Signed;
}

export const receiptList = {
  heading: (f: ReceiptListFacts) => `Reçus fiscaux de l’année ${f.year}`,
  title: (f: ReceiptListFacts) => `Reçus fiscaux de l’année ${f.year}`,
  render(paper: Paper, f: With<ReceiptListFacts>): void {
    const { timeZone } = f.bank;
    const cancelled = f.receipts.filter((r) => r.cancelled).length;
    paper.heading(receiptList.heading(f), `État au ${moment(f.madeAt, timeZone)}.`);
    keyFacts(
      paper,
      [
        total('Entreprises', f.companies),
        total('Particuliers', f.persons),
        total('Ensemble', { count: f.companies.count + f.persons.count, cents: f.companies.cents + f.persons.cents }),
      ],
      3,
    );
    notice(paper, `${f.declaration.text} (${f.declaration.source})`);
    paper.section('Les reçus, par numéro');
    if (f.receipts.length)
      table(
        paper,
        [
          { head: 'Numéro', share: 22, face: 'code' },
          { head: 'Délivré', share: 22 },
          { head: 'Donateur', share: 34 },
          { head: 'Valeur déclarée', share: 22, align: 'right' },
        ],
        f.receipts.map((r) => [
          r.number,
          day(r.issuedAt, timeZone),
          {
            text: r.donor,
            under: r.replacedBy ? `remplacé par ${r.replacedBy}` : null,
          },
          r.cancelled ? `${euros(r.cents)}, annulé` : euros(r.cents),
        ]),
        140,
      );
    else paper.paragraph('Aucun reçu n’a été délivré cette année-là.');
    if (cancelled)
      paper.paragraph(
        `${count(cancelled)} reçu${cancelled > 1 ? 's annulés gardent leur numéro et ne comptent' : ' annulé garde son numéro et ne compte'} pas.`,
      );
    signatures(paper, [
      {
        role: (!f.signed.person && f.issuer.signatoryTitle) || 'Pour l’organisme',
        party: f.issuer.name,
        signed: f.signed,
      },
    ]);
  },
};

const total = (label: string, { count: n, cents, law }: KindTotal) => ({
  label,
  value: euros(cents),
  under: joined(' · ', `${count(n)} ${n < 2 ? 'reçu' : 'reçus'}`, law),
});
