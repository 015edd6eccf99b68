import type { Paper } from '../paper/paper.js';
import { SIGNATURES_HEIGHT } from '../paper/signatures.js';
import { tableSection } from '../paper/table.js';
import { shownCode } from '../paper/typography.js';
import type { BankIdentity, DeviceFacts } from './facts.js';

/** Facts as a template gets them: with the bank's identity at the time of the request. */
export type With<F> = F & { readonly bank: BankIdentity };

export const name = (d: DeviceFacts): string =>
  [d.make, d.model].filter(Boolean).join(' ') || 'Marque et modèle non relevés';

/** The devices of a slip under their heading: code, what it is, the donor's number where asked for, its serial; one row each. The signatures that follow stay with the last. */
export function deviceTable(
  paper: Paper,
  title: string,
  devices: readonly DeviceFacts[],
  also: 'assetNumber' | null = null,
  keep: number = SIGNATURES_HEIGHT,
): void {
  tableSection(
    paper,
    title,
    [
      { head: 'Code', share: 20, face: 'code' },
      { head: 'Appareil', share: also ? 32 : 48 },
      ...(also ? [{ head: 'N° du donateur', share: 20, face: 'mono' as const }] : []),
      { head: 'N° de série', share: also ? 28 : 32, face: 'mono' },
    ],
    devices.map((d) => [
      shownCode(d.code),
      { text: name(d), under: [d.category, d.note].filter(Boolean).join(' · ') },
      ...(also ? [d.assetNumber || '–'] : []),
      d.serial || 'non relevé',
    ]),
    keep,
  );
}
