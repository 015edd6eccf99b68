import { SIM_STATUSES, type SimStatus, shownIccid } from '#bank/sims';
import { formatNumber, plural } from '#platform/ui';
import type { UndoneThings } from '../../files/engine/web/withdrawal.page.js';

/** Cards of a list that was undone. */
export const SIM_THINGS: UndoneThings = {
  made: (n) => plural(n, 'carte entrée en stock', 'cartes entrées en stock'),
  gone: (n) => plural(n, 'carte retirée', 'cartes retirées'),
  press: (n) => (n > 1 ? `Retirer les ${formatNumber(n)} cartes` : 'Retirer la carte'),
  says: `Ses cartes sortent du stock et de toutes les listes ; leurs codes PIN et PUK et leurs numéros de ligne sont effacés.
    Leurs numéros de carte redeviennent libres. Une carte qu’une structure a, ou a eue, reste, et la page dira laquelle.`,
  stays: {
    'sims.kept_at_structure': 'Sont chez une structure : reprenez-les d’abord.',
    'sims.moved_on': 'Ont déjà été remises à une personne, ou sont terminées.',
  },
  href: ({ id }) => `/sim/${id}`,
  name: ({ code }) => shownIccid(code),
  state: ({ state }) => SIM_STATUSES[state as SimStatus]?.label ?? state,
};
