import type { Sentences } from '#platform/http';

export const webhooksSentences: Sentences = {
  'events.webhook_address_wrong': () =>
    'Écrivez une adresse entière, comme https://outil.exemple.fr/entrant, sans mot de passe.',
  'events.webhook_address_insecure': () =>
    'L’adresse doit commencer par https:// : sans cela, n’importe qui lirait ce qui est envoyé.',
  'events.webhook_address_inside': () =>
    'Cette adresse est celle d’une machine du réseau interne. Qui gère l’installation peut la permettre (WEBHOOK_ALLOWED).',
  'events.webhook_kind_missing': () => 'Dites de quoi prévenir ce logiciel.',
  'events.webhook_kind_unknown': (f) =>
    `« ${String(f['kind'] ?? '')} » n’est pas un geste connu. Exemple : device.arrive.`,
  'events.webhook_kind_elsewhere': () => 'Votre organisation ne voit pas ces choses. Choisissez dans la liste.',
  'events.webhook_too_many': (f) => `Vous prévenez déjà ${String(f['most'] ?? 20)} logiciels. Retirez-en un d’abord.`,
  'events.webhook_moment_wrong': (f) =>
    `Choisissez un jour passé, ${String(f['days'] ?? 90)} jours en arrière au plus.`,
  'events.webhook_replay_missing': () => 'Dites d’où reprendre.',
};
