import type { BULK_LIFECYCLE, BulkView } from '#bank/bulk';
import type { EndingOf } from '#platform/kernel';
import { plural } from '#platform/ui';

/** What each verb that ends a bulk act ends, before it is confirmed. */
export const BULK_ENDINGS: Readonly<Record<EndingOf<typeof BULK_LIFECYCLE>, (act: BulkView) => readonly string[]>> = {
  cancel: (act) => [
    act.waiting > 1 ? `${plural(act.waiting, 'reste')} ne seront pas traités.` : 'Le dernier ne sera pas traité.',
    'Ce qui est fait reste fait.',
  ],
};
