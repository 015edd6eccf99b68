import { withArticle, withDe } from '../paper/articles.js';
import { cited, keyFacts, legal, notice } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { handOf, type SignatureBox } from '../paper/signatures.js';
import { tableSection } from '../paper/table.js';
import { count, counted, day, moment, shownCode } from '../paper/typography.js';
import { signedDevices, type With } from './device-table.js';
import type { DeviceFacts, Party, Signed } from './facts.js';
import type { LegalText } from './issuer.js';

/** Facts of a transfer between two holders, at its closing by the sender or at its confirmation by the receiver. */
export interface TransferSlipFacts {
  readonly transfer: { readonly number: string; readonly closedAt: string };
  /** The number of the slip that was made before of the same lot. Older papers do not say. */
  readonly completes?: string | null;
  readonly from: Party;
  readonly to: Party;
  readonly devices: readonly DeviceFacts[];
  /** Crates and pallets that travel whole, by their code. */
  readonly containers?: readonly { readonly code: string; readonly seal?: string | null; readonly devices: number }[];
  readonly sender: Signed | null;
  readonly receiver: Signed | null;
  /** After the receiver confirmed: what was listed and did not come, and what came unlisted. Codes. */
  readonly missing?: readonly string[];
  readonly extra?: readonly string[];
  /** What binds a workshop that erases for the bank (GDPR, art. 28, 4). Left out for others. */
  readonly processing?: LegalText | null;
}

export const transferSlip = {
  heading: () => 'Bon de transfert',
  title: (f: TransferSlipFacts) => `Bon de transfert, lot ${f.transfer.number}${arrived(f) ? ', à la réception' : ''}`,
  render(paper: Paper, f: With<TransferSlipFacts>): void {
    const left = counted(f.devices.length, 'appareil');
    paper.heading(
      transferSlip.heading(),
      arrived(f)
        ? `${left} au départ ${withDe(f.from.name)}, ${came(f)} à l’arrivée chez ${withArticle(f.to.name)}.`
        : `${left} remis par ${withArticle(f.from.name)}, attendu${f.devices.length > 1 ? 's' : ''} par ${withArticle(f.to.name)}.`,
    );
    keyFacts(paper, [
      { label: 'De', value: f.from.name, under: legal(f.from) },
      { label: 'À', value: f.to.name, under: legal(f.to) },
      {
        label: 'Lot',
        value: f.transfer.number,
        face: 'code',
        under: f.completes ? `complète le bon ${f.completes}` : null,
      },
      { label: 'Lot fermé le', value: moment(f.transfer.closedAt, f.bank.timeZone) },
    ]);
    if (arrived(f)) outcome(paper, f);
    if (f.containers?.length) {
      tableSection(
        paper,
        'Contenants',
        [
          { head: 'Code', share: 30, face: 'code' },
          { head: 'Scellé', share: 40, face: 'mono' },
          { head: 'Appareils', share: 30, align: 'right' },
        ],
        f.containers.map((c) => [shownCode(c.code), c.seal || 'aucun', String(c.devices)]),
      );
    }
    const boxes: SignatureBox[] = [
      { role: 'Remis par', party: f.from.name, signed: f.sender, byHand: handOf(f.from) },
      { role: 'Reçu par', party: f.to.name, signed: f.receiver, byHand: handOf(f.to) },
    ];
    const { processing } = f;
    const bound = (keep: number) => {
      paper.section('Données : ce à quoi l’atelier est tenu');
      cited(paper, processing!, keep);
    };
    signedDevices(paper, 'Les appareils du lot', f.devices, boxes, processing ? bound : undefined);
  },
};

/** The receiver has said what came, whether or not somebody signed on the screen. */
const arrived = (f: TransferSlipFacts): boolean => f.receiver !== null || f.missing !== undefined;

function came({ devices, missing = [], extra = [] }: TransferSlipFacts): string {
  const listed = count(devices.length - missing.length);
  return extra.length ? `${listed} de la liste et ${count(extra.length)} hors liste` : listed;
}

function outcome(paper: Paper, { missing = [], extra = [] }: TransferSlipFacts): void {
  if (missing.length + extra.length === 0) {
    notice(paper, 'Tout ce qui était sur la liste est arrivé.', 'info', 'check');
    return;
  }
  const lines = [
    missing.length > 0
      ? `${counted(missing.length, 'appareil')} sur la liste, non reçu${missing.length > 1 ? 's' : ''} : ${missing.map(shownCode).join(', ')}.`
      : null,
    extra.length > 0
      ? `${counted(extra.length, 'appareil')} reçu${extra.length > 1 ? 's' : ''} hors liste : ${extra.map(shownCode).join(', ')}.`
      : null,
  ];
  notice(paper, lines.filter(Boolean).join('\n'), 'attention');
}

export interface DeliveryNoteFacts {
  readonly structure: Party;
  readonly request: string;
  readonly from: Party;
  readonly devices: readonly DeviceFacts[];
  readonly deliveredAt: string;
  readonly delivered: Signed | null;
  readonly received: Signed | null;
}

export const deliveryNote = {
  heading: () => 'Bon de livraison',
  title: (f: DeliveryNoteFacts) => `Bon de livraison, demande ${f.request}`,
  render(paper: Paper, f: With<DeliveryNoteFacts>): void {
    paper.heading(
      deliveryNote.heading(),
      `${counted(f.devices.length, 'appareil')}, à remettre aux personnes accompagnées.`,
    );
    keyFacts(paper, [
      { label: 'Structure', value: f.structure.name, under: legal(f.structure) },
      { label: 'Expéditeur', value: f.from.name, under: legal(f.from) },
      { label: 'Demande', value: f.request, face: 'code' },
      { label: 'Livraison', value: day(f.deliveredAt, f.bank.timeZone) },
    ]);
    const boxes: SignatureBox[] = [
      { role: 'Livré par', party: f.from.name, signed: f.delivered, byHand: handOf(f.from) },
      { role: 'Reçu par', party: f.structure.name, signed: f.received, byHand: handOf(f.structure) },
    ];
    const advice = "Vérifiez chaque code à l'ouverture. Ce qui manque ou ne fonctionne pas se signale avant de signer.";
    signedDevices(paper, 'Les appareils livrés', f.devices, boxes, advice);
  },
};
