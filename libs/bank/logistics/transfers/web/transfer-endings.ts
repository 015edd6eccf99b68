import type { TRANSFER_LIFECYCLE, TransferDetailView } from '#bank/logistics';
import type { EndingOf } from '#platform/kernel';
import { plural } from '#platform/ui';

/** What each verb that ends a lot ends, before it is confirmed. */
export const TRANSFER_ENDINGS: Readonly<
  Record<EndingOf<typeof TRANSFER_LIFECYCLE>, (t: TransferDetailView) => readonly string[]>
> = {
  cancel: (t) => [
    t.devices > 1
      ? `${plural(t.devices, 'appareil')} quittent la liste et restent à leur place.`
      : t.devices
        ? '1 appareil quitte la liste et reste à sa place.'
        : 'La liste est vide : aucun appareil ne change de place.',
    `Le lot ${t.number} ne partira pas. Pour envoyer ces appareils, préparez-en un autre.`,
  ],
  recall: (t) => [
    t.devices > 1
      ? `${plural(t.devices, 'appareil')} reviennent à leur place, chez ${t.from}.`
      : `1 appareil revient à sa place, chez ${t.from}.`,
    `${t.to} ne voit plus ce lot, et n’attend plus rien de lui.`,
  ],
  finish: (t) => [
    `Le lot ${t.number} est clos, et son bon dit ce qui est venu.`,
    ...(t.devices > t.confirmed
      ? ['Ce qui manque pourra encore être confirmé en retard, ou repris par l’expéditeur.']
      : []),
  ],
};
