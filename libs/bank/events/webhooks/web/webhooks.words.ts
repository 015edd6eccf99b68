import type { DeliveryView, OffBecause, WebhookFailure, WebhookView } from '#bank/events';
import { formatDateTime } from '#platform/ui';
import { THING_WORDS } from './webhooks.dto.js';

const OFF_WORDS: Readonly<Record<OffBecause, string>> = {
  by_hand: 'arrêté par vous',
  failing: 'arrêté : trois jours sans réponse qui convienne',
  gone: 'arrêté : le logiciel a répondu qu’il n’existe plus (410)',
};

const FAILURE_WORDS: Readonly<Record<WebhookFailure, string>> = {
  address_refused: 'adresse du réseau interne : rien n’a été envoyé',
  address_unknown: 'adresse introuvable',
  certificate: 'certificat refusé',
  no_connection: 'pas de connexion',
  timeout: 'pas de réponse en dix secondes',
};

export const kindWords = (kinds: readonly string[]): string =>
  kinds
    .map((kind) => (Object.hasOwn(THING_WORDS, kind) ? THING_WORDS[kind as keyof typeof THING_WORDS] : kind))
    .join(', ');

/** How a webhook does, in a few words. */
export function stateWords({ offSince, offBecause, failingSince }: WebhookView): string {
  if (offSince && offBecause) return OFF_WORDS[offBecause];
  return failingSince ? `échoue depuis le ${formatDateTime(failingSince)}` : 'en marche';
}

export function outcomeWords({ status, failure, waits, lastAt }: DeliveryView): string {
  if (waits) return 'attend';
  if (failure) return FAILURE_WORDS[failure];
  if (status === null) return lastAt ? 'sans réponse' : 'plus rien à envoyer';
  if (status >= 300 && status < 400) return `${status} : renvoie ailleurs, non suivi`;
  return status < 300 ? `reçu (${status})` : `refusé (${status})`;
}
