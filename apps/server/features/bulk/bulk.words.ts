import { type BulkView, bulkVerb } from '#bulk';
import { plural } from '../../ui/index.js';

/** « 12 appareils », « 1 demande ». */
export const things = (act: Pick<BulkView, 'verb'>, n: number): string =>
  bulkVerb(act.verb).subject === 'request' ? plural(n, 'demande') : plural(n, 'appareil');

/** « 12 rangés ». */
export const doneWords = (act: Pick<BulkView, 'verb'>, n: number): string => plural(n, ...bulkVerb(act.verb).done);

/** The list in which they were chosen. */
export const listOf = (act: Pick<BulkView, 'verb'>) =>
  bulkVerb(act.verb).subject === 'request'
    ? { label: 'Demandes', href: '/demandes' }
    : { label: 'Appareils', href: '/appareils' };
