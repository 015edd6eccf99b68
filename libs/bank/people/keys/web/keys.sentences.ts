import type { Sentences } from '#platform/http';
import { formatDateTime } from '#platform/ui';

export const keysSentences: Sentences = {
  'people.key_name_stays': () => 'Le nom d’une clé ne change pas.',
  'people.key_scope_missing': () => 'Dites ce que la clé peut faire.',
  'people.key_term_missing': () => 'Dites jusqu’à quand la clé sert.',
  'people.key_scope_elsewhere': () => 'Une clé de votre organisation ne peut pas cela. Choisissez dans la liste.',
  'people.key_name_taken': () => 'Une clé de ce nom sert déjà. Renouvelez-la, ou donnez un autre nom à celle-ci.',
  'people.key_twice_already': () => 'Deux clés de ce nom servent déjà. Coupez l’accès de l’ancienne, puis recommencez.',
  'people.key_over': () => 'Cette clé ne sert plus. Faites-en une nouvelle.',
  'people.key_too_long': () => 'Une clé sert treize mois au plus. Choisissez une date plus proche.',
  'people.key_ended': (f) =>
    `Cette clé d’accès a fini${typeof f['on'] === 'string' ? ` le ${formatDateTime(f['on'])}` : ''}. Demandez-en une autre à qui gère les clés de votre organisation.`,
  'people.key_revoked': (f) =>
    `L’accès de cette clé a été coupé${typeof f['on'] === 'string' ? ` le ${formatDateTime(f['on'])}` : ''}. Demandez-en une autre à qui gère les clés de votre organisation.`,
  'people.key_organisation_closed': () =>
    'L’organisation de cette clé d’accès est fermée : ses clés ne servent plus. Voyez avec la banque.',
  'people.key_signs_nothing': () =>
    'Une clé d’organisation ne signe rien : signer est l’acte d’une personne. Connectez-vous pour le faire.',
};
