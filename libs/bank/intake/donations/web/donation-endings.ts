import type { DONATION_LIFECYCLE, DonationView } from '#bank/intake';
import type { EndingOf } from '#platform/kernel';
import { plural } from '#platform/ui';

/** What each verb that ends a donation ends, before it is confirmed. */
export const DONATION_ENDINGS: Readonly<
  Record<EndingOf<typeof DONATION_LIFECYCLE>, (d: DonationView) => readonly string[]>
> = {
  close: (d) => {
    const missing = d.balance.reduce((sum, line) => sum + line.missing, 0);
    return [
      `${plural(d.logged, 'appareil enregistré', 'appareils enregistrés')} : plus rien ne s’ajoute à ce don.`,
      ...(missing
        ? [`${plural(missing, 'appareil annoncé n’est plus attendu', 'appareils annoncés ne sont plus attendus')}.`]
        : []),
      'Le bon de collecte est fait. Le don se rouvre tant que rien d’autre n’en dépend.',
    ];
  },
  cancel: (d) => [
    d.announced
      ? `${plural(d.announced, 'appareil annoncé n’est plus attendu', 'appareils annoncés ne sont plus attendus')}.`
      : 'Rien n’est plus attendu de ce don.',
    ...(d.collection ? ['La collecte prévue n’a pas lieu : prévenez qui devait y aller.'] : []),
    'Le don reste dans l’histoire du donateur, avec la raison.',
  ],
};
