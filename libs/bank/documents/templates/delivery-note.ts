import { keyFacts, legal } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { handOf, type SignatureBox } from '../paper/signatures.js';
import { counted, day } from '../paper/typography.js';
import { signedDevices, type With } from './device-table.js';
import type { DeviceFacts, Party, Signed } from './facts.js';

/** Facts of the note that goes with devices to a structure. */
export interface DeliveryNoteFacts {
  readonly structure: Party;
  /** Number of the structure's request. */
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
    const look = "Vérifiez chaque code à l'ouverture. Ce qui manque ou ne fonctionne pas se signale avant de signer.";
    signedDevices(paper, 'Les appareils livrés', f.devices, boxes, look);
  },
};
