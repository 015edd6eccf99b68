import { joined } from '#platform/kernel';
import type { Paper } from '../paper/paper.js';
import { type SignatureBox, signatures, signaturesHeight } from '../paper/signatures.js';
import { table } from '../paper/table.js';
import { count, shownCode } from '../paper/typography.js';
import type { BankIdentity, DeviceFacts } from './facts.js';

/** Facts as a template gets them: with the bank's identity at the time of the request. */
export type With<F> = F & { readonly bank: BankIdentity };

export const name = (d: DeviceFacts): string => joined(' ', d.make, d.model) || 'Marque et modèle non relevés';

const under = (d: DeviceFacts): string => joined(' · ', d.category, d.note);

/** What one signs for that stands on other pages: how many they list. @param missing how many more, that were announced and did not come */
export function annexOf(devices: number, missing = 0): string {
  const others = missing
    ? `, avec ${missing > 1 ? `ceux qui ne sont pas arrivés (${count(missing)})` : 'celui qui n’est pas arrivé'}`
    : '';
  return `La liste de ${devices > 1 ? `ces ${count(devices)} appareils, un par un,` : devices ? 'cet appareil' : 'ce qui était annoncé'} est en annexe${devices ? others : ''}. Elle fait partie de ce document.`;
}

/** One row each. @param then as of `table`: the signatures that follow */
export function deviceTable(
  paper: Paper,
  title: string | null,
  devices: readonly DeviceFacts[],
  also: 'assetNumber' | null = null,
  then = 0,
): void {
  // In the smallest type all of a device runs on, in the widest column: a second style would begin a line of its own.
  const [code, what, number, serial] = shares(paper.tight, also !== null);
  const whole = (d: DeviceFacts) => joined(' · ', name(d), under(d));
  if (title) paper.section(title);
  table(
    paper,
    [
      { head: 'Code', share: code, face: 'code' },
      { head: 'Appareil', share: what },
      ...(also ? [{ head: 'N° du donateur', share: number, face: 'mono' as const }] : []),
      { head: 'N° de série', share: serial, face: 'mono' },
    ],
    devices.map((d) => [
      shownCode(d.code),
      paper.tight ? whole(d) : { text: name(d), under: under(d) },
      ...(also ? [d.assetNumber || '–'] : []),
      d.serial || 'non relevé',
    ]),
    then,
  );
}

/**
 * On the leaf, or, where it has no room for them, counted there and listed in an annex.
 * @param between what else stands between the list and the signatures: a sentence, or a section that is given the points which they take
 */
export function signedDevices(
  paper: Paper,
  title: string,
  devices: readonly DeviceFacts[],
  boxes: readonly SignatureBox[],
  between?: string | ((keep: number) => void),
): void {
  const annexed = paper.options.annexed === true && devices.length > 0;
  const section = typeof between === 'function' ? between : undefined;
  const sentences = [annexed ? annexOf(devices.length) : '', section ? '' : between].filter((text) => text) as string[];
  const signed = sentences.reduce(
    (height, text) => height + paper.height(text) + 4 * paper.sizes.air,
    signaturesHeight(paper, boxes),
  );
  if (devices.length && !annexed) deviceTable(paper, title, devices, null, section ? 0 : signed);
  section?.(signed);
  for (const text of sentences) paper.introduction(text);
  signatures(paper, boxes);
  if (!annexed) return;
  paper.annex();
  deviceTable(paper, `Annexe du document ${paper.options.number}. ${title}`, devices);
}

const shares = (tight: boolean, also: boolean): readonly [number, number, number, number] =>
  tight ? (also ? [17, 44, 17, 22] : [16, 57, 0, 27]) : also ? [18, 40, 18, 24] : [20, 48, 0, 32];
