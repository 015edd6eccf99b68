import { joined } from '#platform/kernel';
import { capital, uncapital, withArticle } from '../paper/articles.js';
import { cited, framedText, type KeyFact, keyFacts, legal } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { signatures } from '../paper/signatures.js';
import { MUTED } from '../paper/theme.js';
import { day, euros, moment, shownCode } from '../paper/typography.js';
import { name, type With } from './device-table.js';
import type { Party } from './facts.js';
import { personSigns } from './handovers/handover.js';
import type { HandoverFacts, HandoverIdentity } from './handovers/handover-words.js';
import type { LegalText } from './issuer.js';

/** What makes a hand-over a sale: who sells, at what price, with which guarantee, and what was attested. */
export interface SaleFacts extends HandoverFacts {
  readonly seller: Party;
  /** Until when, and what the law says of it. The box is the text that the bank entered. */
  readonly guarantee: {
    readonly until: string | null;
    readonly conformity: LegalText | null;
    readonly presumption: LegalText | null;
    readonly box: LegalText;
  };
  /** What the structure attested of the buyer, of a device that may be sold to nobody else. */
  readonly attested: {
    readonly criterion: string;
    readonly publicOrigin: boolean;
    readonly law: LegalText | null;
    /** The most it may be sold at, in cents. */
    readonly ceiling: (LegalText & { readonly cents: number }) | null;
  } | null;
}

const PAYERS = {
  buyer: 'à la charge de l’acheteur',
  structure: 'à la charge du vendeur : l’acheteur ne paie rien',
} as const;

/** A sale has a paper of its own: both sides sign it, and the buyer keeps it for as long as the guarantee lasts. */
export const billOfSale = {
  heading: () => 'Acte de vente',
  title: (f: SaleFacts) => `Acte de vente, ${shownCode(f.device.code)}`,
  render(paper: Paper, f: With<SaleFacts>, sealed: HandoverIdentity | null): void {
    paper.heading(
      billOfSale.heading(),
      'Vente d’un appareil d’occasion. Un exemplaire pour le vendeur, un pour l’acheteur.',
    );
    keyFacts(paper, [
      { label: 'Vendeur', value: f.seller.name, under: legal(f.seller) },
      { label: 'Acheteur', value: sealed?.name ?? `Référence ${f.reference}`, under: sealed?.contact ?? null },
      {
        label: 'Appareil',
        value: name(f.device),
        under: joined(' · ', f.device.category, f.device.note),
      },
      {
        label: 'Son code',
        value: shownCode(f.device.code),
        face: 'code',
        under: f.device.serial ? `N° de série ${f.device.serial}` : 'sans numéro de série connu',
      },
      {
        label: 'Prix, toutes taxes comprises',
        value: euros(f.priceCents ?? 0),
        under: f.paidBy ? PAYERS[f.paidBy] : null,
      },
      { label: 'Vendu et remis le', value: moment(f.handedOverAt, f.bank.timeZone), under: withIt(f) },
      ...tested(f),
    ]);
    if (f.attested) attested(paper, f, f.attested);
    guarantee(paper, f);
    paper.section('Ce que l’acheteur confirme');
    if (f.undertaking) paper.introduction(`« ${f.undertaking} »`);
    personSigns(paper, f, sealed);
    signatures(paper, [{ role: 'Pour le vendeur', party: f.seller.name, signed: f.by }]);
    const until = f.erasedAt ? `le ${day(f.erasedAt, f.bank.timeZone)}` : 'à sa date';
    small(
      paper,
      `Référence ${f.reference}. Le vendeur garde son exemplaire sous scellé, pour prouver la vente, et l’efface ${until} ; la banque l’héberge. L’acheteur peut demander une copie ou une correction, et se plaindre à la CNIL.`,
    );
  },
};

const withIt = (f: SaleFacts): string =>
  f.accessories?.length ? `avec ${f.accessories.join(', ')}` : 'l’appareil seul';

const tested = (f: SaleFacts): KeyFact[] =>
  f.tested ? [{ label: 'Tests', value: f.tested.main, under: f.tested.under }] : [];

function attested(paper: Paper, f: With<SaleFacts>, of: NonNullable<SaleFacts['attested']>): void {
  paper.section('Prix solidaire');
  paper.paragraph(
    `${of.publicOrigin ? 'Cet appareil vient d’un organisme public : la loi dit à qui il peut être vendu.' : 'Cet appareil ne se vend pas librement.'} ${capital(withArticle(f.structure.name))} atteste le ${day(f.handedOverAt, f.bank.timeZone)} que la condition est remplie : ${uncapital(of.criterion)}. Aucun justificatif n’est gardé.`,
  );
  if (of.law) cited(paper, of.law);
  if (of.ceiling) {
    const text = `Prix plafond d’un tel appareil : ${euros(of.ceiling.cents)}, toutes taxes comprises.`;
    cited(paper, { ...of.ceiling, text });
  }
}

function guarantee(paper: Paper, f: With<SaleFacts>): void {
  const { until, conformity, presumption, box } = f.guarantee;
  paper.section('Garantie légale de conformité');
  if (until) paper.paragraph(`Elle dure jusqu’au ${day(`${until}T12:00:00Z`, 'UTC')}.`, { face: 'strong' });
  for (const text of [conformity, presumption]) if (text) cited(paper, text);
  const phone = f.register?.phone;
  paper.paragraph(
    `Pour s’en servir : écrire au vendeur, à son adresse ci-dessus${phone ? `, ou appeler le ${phone}` : ''}.`,
  );
  framedText(paper, box.text, box.source);
}

const small = (paper: Paper, text: string): void => paper.paragraph(text, { size: paper.sizes.label, colour: MUTED });
