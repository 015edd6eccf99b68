import { type EvidenceCounts, evidenceLine, evidenceRows, PROVEN_BY_LOG } from '#platform/kernel';
import { cited, keyFacts, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { type SignatureBox, signatures, signaturesHeight } from '../paper/signatures.js';
import { tableSection } from '../paper/table.js';
import { count, counted, moment } from '../paper/typography.js';
import type { With } from './device-table.js';
import type { Signed } from './facts.js';
import { type GivingParty, type IssuerFacts, type LegalText, partiesOf } from './issuer.js';

/** What became of the devices that a public donor gave in a year, as it was when the paper was made. */
export interface ReuseProofFacts {
  readonly issuer: IssuerFacts;
  readonly donor: GivingParty;
  readonly year: number;
  readonly countedAt: string;
  readonly donations: readonly string[];
  readonly given: number;
  /** In words, in the order of the chain; they add up to `given`. */
  readonly outcomes: readonly { readonly label: string; readonly devices: number }[];
  /** Handed over to people; null where so few were that it is not told, and `outcomes` then tells them together with others. */
  readonly reused: number | null;
  readonly byCategory: readonly { readonly label: string; readonly given: number; readonly reused: number | null }[];
  /** Of the structures that handed them over: where the people live is not known. Small counts are hidden, so `devices` may be null. */
  readonly communes: readonly { readonly label: string; readonly devices: number | null }[];
  readonly smallest: number;
  /** Devices, by what proves that their data is gone. Proofs made before counted them together, and are not drawn again. */
  readonly evidence?: EvidenceCounts;
  /** Of the devices whose donor said when they were bought: how many were over the age when given. The others are unknown. */
  readonly overTenYears: number;
  readonly ageUnknown: number;
  /** The age; proofs made before it was dated say ten. */
  readonly ageYears?: number;
  readonly ageSource?: string;
  readonly target: LegalText;
  readonly undertaking: LegalText;
  readonly signed: Signed;
}

export const reuseProof = {
  heading: (f: ReuseProofFacts) => `Preuve de réemploi, année ${f.year}`,
  title: (f: ReuseProofFacts) => `Preuve de réemploi ${f.year}, ${f.donor.name}`,
  render(paper: Paper, f: With<ReuseProofFacts>): void {
    paper.heading(
      reuseProof.heading(f),
      `Ce que sont devenus les appareils donnés, état au ${moment(f.countedAt, f.bank.timeZone)}.`,
    );
    keyFacts(paper, partiesOf(f.issuer, f.donor), 2, 'follows');
    keyFacts(
      paper,
      [
        { label: 'Appareils donnés', value: count(f.given), under: counted(f.donations.length, 'don') },
        { label: 'Remis à des personnes', value: shown(f.reused) },
        ...(f.evidence
          ? [
              {
                label: PROVEN_BY_LOG,
                value: count(f.evidence.log),
                under: evidenceLine({ ...f.evidence, log: 0 }),
              },
            ]
          : []),
      ],
      3,
    );
    tableSection(
      paper,
      'Ce qu’ils sont devenus',
      [
        { head: 'Situation', share: 75 },
        { head: 'Appareils', share: 25, align: 'right' },
      ],
      [...f.outcomes.map((o) => [o.label, count(o.devices)]), ['Total', count(f.given)]],
    );
    if (f.evidence) {
      tableSection(
        paper,
        'Leurs données, par type de preuve',
        [
          { head: 'Ce qui le montre', share: 75 },
          { head: 'Appareils', share: 25, align: 'right' },
        ],
        [...evidenceRows(f.evidence).map((e) => [e.label, count(e.devices)]), ['Total', count(f.given)]],
      );
      const { waits, no_need } = f.evidence;
      if (waits + no_need < f.given)
        paper.paragraph(
          `${waits + no_need ? 'Pour ceux dont la preuve ou la déclaration est là, un' : 'Un'} certificat par appareil dit, support par support, qui a fait quoi et quand.`,
        );
    }
    tableSection(
      paper,
      'Par type d’appareil',
      [
        { head: 'Type', share: 50 },
        { head: 'Donnés', share: 25, align: 'right' },
        { head: 'Remis', share: 25, align: 'right' },
      ],
      f.byCategory.map((c) => [c.label, count(c.given), shown(c.reused)]),
    );
    if (f.communes.length) {
      tableSection(
        paper,
        'Remis par des structures de',
        [
          { head: 'Commune', share: 75 },
          { head: 'Appareils', share: 25, align: 'right' },
        ],
        f.communes.map((c) => [c.label, shown(c.devices)]),
      );
    }
    paper.paragraph(`Un nombre de remises plus petit que ${f.smallest}, ou qui le ferait deviner, n’est pas affiché.`);
    paper.section('Âge des appareils');
    paper.paragraph(ages(f));
    cited(paper, f.target);
    notice(paper, f.undertaking.text, 'info', 'check', f.undertaking.source);
    const boxes: SignatureBox[] = [
      {
        role: (!f.signed.person && f.issuer.signatoryTitle) || 'Pour l’organisme',
        party: f.issuer.name,
        signed: f.signed,
      },
    ];
    paper.paragraph(`Dons : ${f.donations.join(', ')}.`, {}, signaturesHeight(paper, boxes));
    signatures(paper, boxes);
  },
};

const shown = (n: number | null): string => (n === null ? 'non affiché' : count(n));

function ages(f: ReuseProofFacts): string {
  const known = f.given - f.ageUnknown;
  const unknown = f.ageUnknown
    ? `La date d’achat n’est pas connue pour ${counted(f.ageUnknown, 'appareil')} sur ${count(f.given)}.`
    : '';
  if (!known) return unknown;
  const over = `Achetés plus de ${f.ageYears ?? 10} ans avant le don, donc hors de l’objectif : ${count(f.overTenYears)} sur les ${count(known)} dont la date d’achat est connue${f.ageSource ? ` (${f.ageSource})` : ''}.`;
  return unknown ? `${over} ${unknown}` : over;
}
