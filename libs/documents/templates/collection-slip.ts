import { keyFacts, legal, notice, signatures } from '../paper/blocks.js';
import type { Paper } from '../paper/paper.js';
import { counted, moment } from '../paper/typography.js';
import { deviceTable, type With } from './device-table.js';
import type { DeviceFacts, Party, Signed } from './facts.js';

/** Facts of the slip that a donor leaves a collection point with. */
export interface CollectionSlipFacts {
  readonly donation: { readonly number: string; readonly receivedAt: string };
  readonly donor: Party;
  /** The collection point. */
  readonly place: string;
  readonly devices: readonly DeviceFacts[];
  /** What was promised, in words: « 12 ordinateurs portables ». */
  readonly promised?: string | null;
  /** True for a public donor: resale is forbidden and the slip says so. */
  readonly resaleForbidden?: boolean;
  readonly receivedBy: Signed;
}

export const collectionSlip = {
  title: (f: CollectionSlipFacts) => `Bon de collecte, don ${f.donation.number}`,
  render(paper: Paper, f: With<CollectionSlipFacts>): void {
    paper.heading(
      'Bon de collecte',
      `${f.bank.name} a reçu ${counted(f.devices.length, 'appareil')} et vous en remercie.`,
    );
    keyFacts(paper, [
      { label: 'Donateur', value: f.donor.name, under: legal(f.donor) },
      { label: 'Don', value: f.donation.number, face: 'code', under: f.promised ? `Annoncé : ${f.promised}` : null },
      { label: 'Reçu au point de collecte', value: f.place },
      { label: 'Le', value: moment(f.donation.receivedAt, f.bank.timeZone) },
    ]);
    notice(
      paper,
      "Tous les supports de stockage seront effacés avant toute remise, et l'effacement de chacun sera prouvé. Ce bon n'est pas un reçu fiscal.",
      'info',
      'shield-check',
    );
    if (f.resaleForbidden)
      notice(
        paper,
        'Don public : ces appareils sont remis à des publics précaires et ne peuvent pas être revendus.',
        'attention',
        'ban',
      );
    paper.section(f.devices.length > 1 ? `Les ${counted(f.devices.length, 'appareil')}` : "L'appareil");
    deviceTable(paper, f.devices);
    signatures(paper, [
      { role: 'Remis par', party: f.donor.name, signed: null, outsider: true },
      { role: 'Reçu par', party: f.receivedBy.organisation, signed: f.receivedBy },
    ]);
  },
};
