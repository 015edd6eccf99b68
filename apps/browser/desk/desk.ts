import type { ItemProblem } from '../offline/outbox.js';
import type { Sending } from '../offline/sending.js';
import type { DeskRecord } from '../offline/store.js';
import type { Area, Link } from './area.js';

export interface Desk {
  readonly area: Area;
  readonly sending: Sending;
  record: DeskRecord | undefined;
}

const DAY = new Intl.DateTimeFormat('fr-FR', { weekday: 'short', day: 'numeric', month: 'short' });

/** `mer. 25 nov., 9 h 05` */
export function when(time: number): string {
  const at = new Date(time);
  return `${DAY.format(at)}, ${at.getHours()}\u00a0h\u00a0${String(at.getMinutes()).padStart(2, '0')}`;
}

/** A link to the device that a refusal is about, where the reader may see it: the server then gives its code. */
export function linkToSeen(problem: ItemProblem | null): Link | null {
  if (!problem || !(problem.code.endsWith('_known') || problem.facts['visible'])) return null;
  const { code: said } = problem.facts;
  const code = typeof said === 'string' ? said.replace(/^BN-|-/g, '') : '';
  return code ? { href: `/appareils/${code}`, text: `Voir l’appareil BN-${code.slice(0, 4)}-${code.slice(4)}` } : null;
}

export const sentenceOf = (problem: ItemProblem | null): string =>
  problem?.problems.map(({ message }) => message).join(' ') ?? '';
