import { ANSWERS, type IncidentAct, TOLD_HOW } from '#bank/incidents';
import { choice, fields, one, text } from '#platform/http';

const HOW = {
  mail: 'Par mail : le texte ci-dessus part tout de suite',
  letter: 'Par lettre : je l’ai envoyée',
} as const satisfies Partial<Record<keyof typeof TOLD_HOW, string>>;
const ASKED = { optional: true, required: true } as const;

/** What the acts on an incident need; each its own. */
export class IncidentActionDto extends fields({
  controllerId: one({
    ...ASKED,
    label: 'Quel responsable des données ?',
    about: 'One of the incident’s `controllers`.',
    select: 'Choisir',
  }),
  how: choice(HOW, {
    ...ASKED,
    label: 'Comment ?',
    about: 'For `tell`: `mail` sends the notice, `letter` says that it went by post.',
  }),
  email: text({
    optional: true,
    max: 120,
    label: 'Adresse mail du contact pour les données',
    hint: 'Son délégué à la protection des données, sinon le contact du don.',
    about: 'For `tell` by `mail`: where the notice goes.',
    type: 'email',
    inputmode: 'email',
  }),
  answer: choice(ANSWERS, { ...ASKED, label: 'Que décide-t-il ?', about: 'For `answer`: what the controller does.' }),
}) {}

export const INCIDENT_ASKS = {
  tell: ['controllerId', 'how', 'email'],
  write: ['controllerId'],
  answer: ['controllerId', 'answer'],
  sheet: ['controllerId'],
} as const satisfies Record<IncidentAct, unknown>;
