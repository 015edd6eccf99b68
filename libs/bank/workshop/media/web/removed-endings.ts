import type { REMOVED_LIFECYCLE } from '#bank/workshop';
import type { EndingOf } from '#platform/kernel';

/** What each verb that ends a removed medium ends, before it is confirmed. */
export const REMOVED_ENDINGS: Readonly<Record<EndingOf<typeof REMOVED_LIFECYCLE>, readonly string[]>> = {
  put_back: [
    'Il n’est plus à effacer ni à détruire à part : ses données sont de nouveau à prouver avec l’appareil.',
    'Retiré encore, il se signe encore à l’établi.',
  ],
  destroy: [
    'Le support sort de ce qui est à effacer, et ne sera plus cherché à sa place.',
    'Son certificat le dira. Une erreur se reprend en disant pourquoi.',
  ],
  report_lost: [
    'Rien ne prouvera plus que ses données sont effacées : la banque le saura, et le dira.',
    'Retrouvé, il se remet à traiter.',
  ],
};
