import type { SIM_LIFECYCLE, SimDetail } from '#bank/sims';
import type { EndingOf } from '#platform/kernel';

/** What each verb that ends a card ends, before it is confirmed. */
export const SIM_ENDINGS: Readonly<Record<EndingOf<typeof SIM_LIFECYCLE>, (sim: SimDetail) => readonly string[]>> = {
  end: (sim) => [
    sim.reference
      ? `${sim.reference} n’a plus cette carte, et personne d’autre ne l’aura.`
      : sim.structure
        ? `${sim.structure} ne pourra plus la remettre.`
        : 'La carte quitte le stock, et ne sera remise à personne.',
    'Son code PIN, son code PUK et son numéro de ligne sont effacés. Son histoire reste.',
    'La ligne elle-même se résilie chez l’opérateur.',
  ],
};
