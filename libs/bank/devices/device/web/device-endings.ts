import type { DEVICE_LIFECYCLE } from '#bank/devices';
import type { EndingOf } from '#platform/kernel';

const LEAVES = [
  'L’appareil sort de la banque et ne pourra plus être remis à une personne.',
  'Son histoire reste. En cas d’erreur, cette sortie s’annule le jour même.',
];

/** What each verb that ends a device's time here ends, before it is confirmed. */
export const DEVICE_ENDINGS: Readonly<Record<EndingOf<typeof DEVICE_LIFECYCLE>, readonly string[]>> = {
  recycle: LEAVES,
  dismantle: LEAVES,
  return_to_donor: LEAVES,
  report_lost: [
    'Cet appareil ne sera plus compté parmi ceux de la banque.',
    'Son histoire reste. Si on le retrouve, vous pourrez le déclarer retrouvé.',
  ],
  withdraw: [
    'Cet appareil n’aurait pas dû être enregistré : il sort de tous les comptes et de toutes les listes du don.',
    'Son numéro de série redevient libre. Son étiquette ne servira plus : jetez-la.',
    'Son histoire dit qui l’a retiré. Pour le remettre, enregistrez-le de nouveau.',
  ],
};
