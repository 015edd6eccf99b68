import type { REQUEST_LIFECYCLE, RequestView } from '#bank/allocation';
import type { EndingOf } from '#platform/kernel';
import { plural } from '#platform/ui';

/** What each verb that ends a request ends, before it is confirmed. */
export const REQUEST_ENDINGS: Readonly<
  Record<EndingOf<typeof REQUEST_LIFECYCLE>, (r: RequestView) => readonly string[]>
> = {
  refuse: (r) => [...freed(r), 'La structure lit la raison. Elle pourra faire une autre demande.'],
  cancel: (r) => [...freed(r), 'La demande reste dans l’histoire.'],
};

/** Devices, slots and waits that it gives up. */
function freed(r: RequestView): string[] {
  const reserved = r.unitList.filter((u) => u.state === 'approved' && u.deviceState === 'reserved').length;
  const slots = r.unitList.filter((u) => u.state === 'approved').length;
  const waiting = r.unitList.filter((u) => (u.state === 'approved' || u.state === 'asked') && !u.deviceId).length;
  const served = r.unitList.filter((u) => u.state === 'fulfilled').length;
  return [
    reserved ? plural(reserved, 'appareil réservé revient en stock', 'appareils réservés reviennent en stock') : '',
    slots ? `${plural(slots, 'place revient', 'places reviennent')} dans le quota` : '',
    waiting ? plural(waiting, 'appareil n’est plus cherché', 'appareils ne sont plus cherchés') : '',
    served ? plural(served, 'appareil déjà remis n’est pas repris', 'appareils déjà remis ne sont pas repris') : '',
  ].flatMap((line) => (line ? [`${line}.`] : []));
}
