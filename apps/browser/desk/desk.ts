import type { Sending } from '../kept/sending.js';
import type { DeskRecord } from '../kept/store.js';
import type { Area } from './area.js';

/** The desk on a phone: its area, its sender, and the last data of the server. */
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
