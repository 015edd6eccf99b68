import { INCIDENT_STATES, type IncidentState } from '#bank/incidents';
import type { Sentences } from '#platform/http';

const state = (f: Record<string, unknown>): string =>
  INCIDENT_STATES[f['state'] as IncidentState]?.label.toLowerCase() ?? String(f['state']);

export const incidentsSentences: Sentences = {
  'incidents.not_now': (f) =>
    `Cet incident est maintenant « ${state(f)} » : cette action n’est plus possible. Rechargez la page.`,
  'incidents.all_told': () => 'Tous les responsables des données sont déjà prévenus.',
  'incidents.none_awaited': () => 'Aucune réponse n’est attendue : prévenez d’abord le responsable des données.',
  'incidents.controller_missing': () => 'Choisissez dans la liste le responsable des données.',
  'incidents.not_who_said': () =>
    'Seule la personne qui a déclaré cette perte, ou la banque, peut dire que c’était une erreur. Si l’appareil est là, déclarez-le retrouvé.',
  'incidents.how_missing': () => 'Dites comment il est prévenu.',
  'incidents.answer_missing': () => 'Choisissez ce que le responsable décide.',
  'incidents.no_change_without_history': () =>
    'Rien n’a été changé : un changement doit laisser sa trace. Rechargez la page.',
};
