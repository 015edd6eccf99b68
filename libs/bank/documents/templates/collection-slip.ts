import { ERASURE_PROMISE, joined } from '#platform/kernel';
import { capital, withArticle } from '../paper/articles.js';
import { keyFacts, legal, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import type { SignatureBox } from '../paper/signatures.js';
import { table } from '../paper/table.js';
import { counted, moment } from '../paper/typography.js';
import { signedDevices, type With } from './device-table.js';
import type { DeviceFacts, Party, Signed } from './facts.js';

export interface CollectionSlipFacts {
  readonly donation: { readonly number: string; readonly receivedAt: string };
  /** The number of the slip that was made before of the same donation. Older papers do not say. */
  readonly completes?: string | null;
  readonly donor: Party;
  readonly place: string;
  readonly devices: readonly DeviceFacts[];
  /** What was promised, in words: « 12 ordinateurs portables ». */
  readonly promised?: string | null;
  readonly balance?: readonly {
    readonly category: string;
    readonly expected: number;
    readonly logged: number;
    readonly refused: number;
    readonly missing: number;
  }[];
  /** What was not taken: « Imprimante : 2 », why, and where it went. */
  readonly refused?: readonly { readonly what: string; readonly why: string; readonly where: string }[];
  /** True for a public donor: there is no free resale, and the slip says what becomes of the devices. */
  readonly resaleForbidden?: boolean;
  /** `solidarity`: the bank sells, and its title lets it resell at a solidarity price. */
  readonly resale?: 'none' | 'solidarity';
  readonly receivedBy: Signed;
}

export const collectionSlip = {
  heading: () => 'Bon de collecte',
  title: (f: CollectionSlipFacts) => `Bon de collecte, don ${f.donation.number}`,
  render(paper: Paper, f: With<CollectionSlipFacts>): void {
    paper.heading(
      collectionSlip.heading(),
      f.devices.length || f.balance?.length
        ? `${capital(withArticle(f.bank.name))} a reçu ${counted(f.devices.length, 'appareil')} et vous en remercie.`
        : `${capital(withArticle(f.bank.name))} a reçu ce don et vous en remercie. Ses appareils sont comptés ensuite : un second bon en donne la liste.`,
    );
    keyFacts(paper, [
      { label: 'Donateur', value: f.donor.name, under: legal(f.donor) },
      {
        label: 'Don',
        value: f.donation.number,
        face: 'code',
        under:
          joined(
            ' · ',
            f.completes ? `complète le bon ${f.completes}` : '',
            f.promised ? `Annoncé : ${f.promised}` : '',
          ) || null,
      },
      { label: 'Reçu au point de collecte', value: f.place },
      { label: 'Le', value: moment(f.donation.receivedAt, f.bank.timeZone) },
    ]);
    notice(paper, `${ERASURE_PROMISE} Ce bon n'est pas un reçu fiscal.`, 'info', 'shield-check');
    if (f.resaleForbidden)
      notice(
        paper,
        f.resale === 'solidarity'
          ? 'Don public : ces appareils sont donnés, ou cédés à prix solidaire dans les limites de la loi, à des personnes en situation de précarité.'
          : 'Don public : ces appareils sont donnés à des personnes en situation de précarité, ou à des structures qui agissent pour elles.',
        'attention',
        'ban',
      );
    if (f.balance?.length) balance(paper, f.balance);
    if (f.refused?.length) refused(paper, f.refused);
    const title = f.devices.length > 1 ? `Les ${counted(f.devices.length, 'appareil')}` : "L'appareil";
    const boxes: SignatureBox[] = [
      { role: 'Remis par', party: f.donor.name, signed: null, byHand: 'name' },
      { role: 'Reçu par', party: f.receivedBy.organisation, signed: f.receivedBy },
    ];
    signedDevices(paper, title, f.devices, boxes);
  },
};

function balance(paper: Paper, lines: NonNullable<CollectionSlipFacts['balance']>): void {
  paper.section('Annoncé et reçu');
  table(
    paper,
    [
      { head: 'Type', share: 36 },
      { head: 'Annoncés', share: 16 },
      { head: 'Enregistrés', share: 16 },
      { head: 'Refusés', share: 16 },
      { head: 'Manquants', share: 16 },
    ],
    lines.map((l) => [
      l.category,
      l.expected ? String(l.expected) : '–',
      String(l.logged),
      String(l.refused),
      String(l.missing),
    ]),
  );
}

function refused(paper: Paper, lines: NonNullable<CollectionSlipFacts['refused']>): void {
  paper.section("Refusé à l'arrivée");
  table(
    paper,
    [
      { head: 'Quoi', share: 36 },
      { head: 'Pourquoi', share: 34 },
      { head: 'Où', share: 30 },
    ],
    lines.map((l) => [l.what, l.why, l.where]),
  );
}
