import { IN_DEPOSIT, joined } from '#platform/kernel';
import { cited, type KeyFact, keyFacts, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { type SignatureBox, signatures, signaturesHeight } from '../paper/signatures.js';
import { table } from '../paper/table.js';
import { count, counted, day, euros } from '../paper/typography.js';
import { annexOf, deviceTable, type With } from './device-table.js';
import type { DeviceFacts, Signed } from './facts.js';
import { type GivingParty, type IssuerFacts, type LegalText, partiesOf, type UnitCap } from './issuer.js';
import type { DonatedQuantity } from './tax-receipt.js';

/** What both sides agree on: who gives what to whom, and, for a public donor, to what use. */
export interface DonationAgreementFacts extends Clauses {
  readonly issuer: IssuerFacts;
  readonly donor: GivingParty;
  readonly donation: {
    readonly number: string;
    readonly receivedAt?: string | null;
    readonly expectedOn?: string | null;
  };
  readonly representative?: { readonly name: string; readonly quality: string } | null;
  /** Of a public donor: by what it decided; null while that is to come, and the goods are in deposit. Left out for others. */
  readonly decision?: {
    readonly kind: string;
    readonly number: string;
    readonly on: string;
    readonly assembly?: string | null;
  } | null;
  readonly quantities: readonly DonatedQuantity[];
  readonly expected?: readonly DonatedQuantity[];
  readonly announced: boolean;
  /** Those that came, in the order of the donor's list; with `arrivals`, those of them that the list announced. */
  readonly devices: readonly DeviceFacts[];
  /** What the donor's list announced one by one, against what came. Null: there was no list. Older papers do not say. */
  readonly arrivals?: { readonly missing: readonly DeviceFacts[]; readonly unannounced: readonly DeviceFacts[] } | null;
  readonly transfer: LegalText;
  readonly data: LegalText;
  /** Who answers for the data from the truck to the erasure. Older papers have none. */
  readonly processor?: LegalText;
  /** What lets a public body give, and what one device may be worth at most. */
  readonly ground?: LegalText | null;
  readonly cap?: UnitCap | null;
  /** How many originals there are. Older papers do not say. */
  readonly copies?: number;
  /** The written undertaking that a public donor must have. */
  readonly undertaking?: LegalText | null;
  /** At which title the body receives from an administration, and what proves it. */
  readonly capacity?: LegalText | null;
  readonly signed: Signed;
}

/** What binds both is an agreement; what only tells of a gift is an attestation. */
const titleOf = (f: DonationAgreementFacts) =>
  f.undertaking || f.clauses?.length ? 'Convention de don' : 'Attestation de don';

export const donationAgreement = {
  heading: titleOf,
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
      ...represented(f),
      ...decided(f),
    ]);
    if (f.decision === null) notice(paper, IN_DEPOSIT, 'attention');
    if (f.ground) {
      paper.section('Ce qui permet ce don');
      cited(paper, f.ground);
      if (f.cap) {
        const text = `Valeur de chaque bien : ${euros(f.cap.cents)} au plus. Le donateur l’atteste.`;
        cited(paper, { text, source: f.cap.source });
      }
    }
    if (f.undertaking) {
      paper.section('Engagement d’usage');
      notice(paper, f.undertaking.text, 'attention', 'ban', f.undertaking.source);
      if (f.capacity)
        cited(paper, { ...f.capacity, text: `Le bénéficiaire reçoit en qualité de : ${f.capacity.text}.` });
    }
    paper.section(f.decision === null ? 'Dépôt, puis transfert de propriété' : 'Transfert de propriété');
    if (f.decision === null)
      paper.paragraph('Jusqu’à cette décision, les biens restent au donateur, et le bénéficiaire les garde en dépôt.');
    cited(paper, f.transfer);
    paper.section('Données et verrous');
    cited(paper, f.data);
    if (f.processor) {
      paper.section('Qui répond des données, du camion à l’effacement');
      cited(paper, f.processor);
      if (f.clauses?.length) clauseList(paper, f);
    }

    paper.section(f.announced ? 'Biens annoncés' : 'Description et quantités');
    const boxes = parties(f);
    const lists = listsOf(f);
    const annexed = paper.options.annexed === true && lists.length > 0;
    const ending = joined(
      ' ',
      annexed ? annexOf(f.devices.length + (f.arrivals?.unannounced.length ?? 0), f.arrivals?.missing.length) : '',
      f.copies ? `Établi en ${f.copies} exemplaires originaux : un pour le donateur, un pour le bénéficiaire.` : '',
    );
    const signed = signaturesHeight(paper, boxes) + (ending ? paper.height(ending) + 4 * paper.sizes.air : 0);
    quantities(paper, f, lists.length && !annexed ? 0 : signed);
    if (!annexed) deviceByDevice(paper, f, lists, signed);
    if (ending) paper.introduction(ending);
    signatures(paper, boxes);
    if (!annexed) return;
    paper.annex();
    deviceByDevice(paper, f, lists, 0, `Annexe du document ${paper.options.number}`);
  },
};

const parties = (f: DonationAgreementFacts): readonly SignatureBox[] => [
  { role: 'Pour le donateur', party: f.donor.name, signed: null, byHand: f.copies ? 'place' : 'name' },
  {
    role: `Pour le bénéficiaire${f.issuer.signatoryTitle && !f.signed.person ? ` : ${f.issuer.signatoryTitle}` : ''}`,
    party: f.issuer.name,
    signed: f.signed,
  },
];

/** « Représenté par », for an organisation; to be filled by hand while nobody said. */
const represented = (f: DonationAgreementFacts): KeyFact[] =>
  f.representative === undefined
    ? []
    : [
        {
          label: 'Donateur représenté par',
          value: f.representative?.name ?? 'à compléter : nom et qualité',
          under: f.representative?.quality ?? null,
        },
      ];

const decided = (f: DonationAgreementFacts): KeyFact[] =>
  f.decision === undefined
    ? []
    : [
        f.decision
          ? {
              label: f.decision.kind,
              value: `n° ${f.decision.number}`,
              under: `du ${day(`${f.decision.on}T12:00:00Z`, 'UTC')}, ${f.decision.assembly ?? 'de (assemblée ou autorité, à compléter) : ________________'}`,
            }
          : { label: 'Délibération ou décision', value: 'numéro à venir' },
      ];

/** What was announced of each kind: by the donor's list where there is one, else by what was said first. */
function listed({ arrivals, devices, expected }: DonationAgreementFacts): readonly DonatedQuantity[] {
  if (!arrivals) return expected ?? [];
  return [...devices, ...arrivals.missing].map(({ category }) => ({ category, quantity: 1 }));
}

function quantities(paper: Paper, f: DonationAgreementFacts, keep: number): void {
  const total = (lines: readonly DonatedQuantity[]) => lines.reduce((sum, line) => sum + line.quantity, 0);
  const expected = f.announced ? [] : listed(f);
  if (!expected.length) {
    table(
      paper,
      [
        { head: 'Nature des biens', share: 75 },
        { head: 'Quantité', share: 25, align: 'right' },
      ],
      [...f.quantities.map((line) => [line.category, count(line.quantity)]), ['Total', count(total(f.quantities))]],
      keep,
    );
    return;
  }
  const kinds = [...new Set([...expected, ...f.quantities].map((line) => line.category))];
  const of = (lines: readonly DonatedQuantity[], kind: string) => total(lines.filter((line) => line.category === kind));
  table(
    paper,
    [
      { head: 'Nature des biens', share: 50 },
      { head: 'Annoncés', share: 25, align: 'right' },
      { head: 'Arrivés', share: 25, align: 'right' },
    ],
    [
      ...kinds.map((kind) => [kind, count(of(expected, kind)), count(of(f.quantities, kind))]),
      ['Total', count(total(expected)), count(total(f.quantities))],
    ],
    keep,
  );
}

interface DeviceList {
  readonly title: string;
  readonly devices: readonly DeviceFacts[];
}

/** Device by device: announced and not said to be missing (a list logs all that it announces), announced and not arrived, arrived unannounced. */
function listsOf({ arrivals, devices }: DonationAgreementFacts): readonly DeviceList[] {
  const lists = arrivals
    ? [
        { title: 'Annoncés et enregistrés', devices },
        { title: 'Annoncés, pas arrivés', devices: arrivals.missing },
        { title: 'Arrivés sans être annoncés', devices: arrivals.unannounced },
      ]
    : [{ title: 'Le détail', devices }];
  return lists
    .filter((list) => list.devices.length)
    .map(({ title, devices: of }) => ({ title: `${title} : ${counted(of.length, 'appareil')}`, devices: of }));
}

/** @param keep points that follow the last one: the signatures @param annex the heading of the pages that hold nothing else */
function deviceByDevice(
  paper: Paper,
  f: DonationAgreementFacts,
  lists: readonly DeviceList[],
  keep: number,
  annex?: string,
): void {
  const alone = annex && lists.length === 1 ? lists[0]!.title : null;
  if (annex) paper.section(alone ? `${annex}. ${alone}` : annex);
  else if (f.arrivals) paper.section('La liste du donateur, appareil par appareil');
  if (f.arrivals) paper.paragraph(compared(f, f.arrivals));
  for (const { title, devices } of lists) {
    const also = devices.some((d) => d.assetNumber) ? 'assetNumber' : null;
    deviceTable(paper, alone ? null : title, devices, also, devices === lists.at(-1)!.devices ? keep : 0);
  }
}

function compared(
  { devices, expected }: DonationAgreementFacts,
  { missing, unannounced }: NonNullable<DonationAgreementFacts['arrivals']>,
): string {
  const announced = devices.length + missing.length;
  const first = (expected ?? []).reduce((sum, { quantity }) => sum + quantity, 0);
  const are = (n: number, one: string, many: string) => `${counted(n, 'appareil')} ${n > 1 ? many : one}`;
  return joined(
    ' ',
    `La liste du donateur annonçait ${counted(announced, 'appareil')}.`,
    first && first !== announced
      ? `Avant sa liste, ${first > 1 ? `${count(first)} appareils étaient annoncés` : '1 appareil était annoncé'}.`
      : '',
    missing.length
      ? `${are(missing.length, 'n’est pas arrivé', 'ne sont pas arrivés')}.`
      : 'Aucun n’est noté manquant.',
    unannounced.length ? `${are(unannounced.length, 'est venu', 'sont venus')} sans être sur la liste.` : '',
  );
}

/** The clauses of who treats data for somebody (GDPR, art. 28, 3), and the workshops that erase. Older papers have none. */
interface Clauses {
  readonly clauses?: readonly (LegalText & { readonly title: string })[];
  readonly workshops?: readonly string[];
}

/** With the workshops where others are spoken of. */
function clauseList(paper: Paper, f: Clauses): void {
  table(
    paper,
    [
      { head: 'Clause', share: 18 },
      { head: 'Ce qui est convenu', share: 82 },
    ],
    (f.clauses ?? []).map((clause) => {
      const text =
        clause.title.startsWith('Ateliers') && f.workshops?.length
          ? `${clause.text} Ateliers à ce jour : ${f.workshops.join(', ')}.`
          : clause.text;
      return [clause.title, paper.tight ? `${text} (${clause.source})` : { text, under: clause.source }];
    }),
  );
}
