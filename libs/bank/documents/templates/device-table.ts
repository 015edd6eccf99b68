import type { Paper } from '../paper/paper.js';
import { table } from '../paper/table.js';
import { WIDTH } from '../paper/theme.js';
import { count, shownCode } from '../paper/typography.js';
import type { BankIdentity, DeviceFacts } from './facts.js';

/** Facts as a template gets them: with the bank's identity at the time of the request. */
export type With<F> = F & { readonly bank: BankIdentity };

export const name = (d: DeviceFacts): string =>
  [d.make, d.model].filter(Boolean).join(' ') || 'Marque et modèle non relevés';

const under = (d: DeviceFacts): string => [d.category, d.note].filter(Boolean).join(' · ');

/** What one signs for that stands on other pages: how many they list. @param missing how many more, that were announced and did not come */
export function annexOf(devices: number, missing = 0): string {
  const others = missing
    ? `, avec ${missing > 1 ? `ceux qui ne sont pas arrivés (${count(missing)})` : 'celui qui n’est pas arrivé'}`
    : '';
  return `La liste de ${devices > 1 ? `ces ${count(devices)} appareils, un par un,` : devices ? 'cet appareil' : 'ce qui était annoncé'} est en annexe${devices ? others : ''}. Elle fait partie de ce document.`;
}

/** The devices of a slip under their heading: code, what it is, the donor's number where asked for, its serial; one row each. @param then as of `table`: the signatures that follow */
export function deviceTable(
  paper: Paper,
  title: string | null,
  devices: readonly DeviceFacts[],
  also: 'assetNumber' | null = null,
  then = 0,
): void {
  // One line each in the smallest type, where the names of all find room on it.
  const width = (WIDTH * (also ? 40 : 48)) / 100 - 14;
  const oneLine = (d: DeviceFacts) => [name(d), under(d)].filter(Boolean).join(' · ');
  const flat = paper.tight && devices.every((d) => paper.widthOf(oneLine(d), { size: paper.sizes.table }) <= width);
  if (title) paper.section(title);
  table(
    paper,
    [
      { head: 'Code', share: also ? 18 : 20, face: 'code' },
      { head: 'Appareil', share: also ? 40 : 48 },
      ...(also ? [{ head: 'N° du donateur', share: 18, face: 'mono' as const }] : []),
      { head: 'N° de série', share: also ? 24 : 32, face: 'mono' },
    ],
    devices.map((d) => [
      shownCode(d.code),
      flat ? oneLine(d) : { text: name(d), under: under(d) },
      ...(also ? [d.assetNumber || '–'] : []),
      d.serial || 'non relevé',
    ]),
    then,
  );
}
