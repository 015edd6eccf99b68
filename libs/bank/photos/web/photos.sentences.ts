import { PHOTO_LIMIT } from '#bank/photos';
import type { Sentences } from '#platform/http';

export const photosSentences: Sentences = {
  'photos.none': () => 'Choisissez une photo.',
  'photos.too_many': () => `Un appareil a ${PHOTO_LIMIT} photos au plus. Retirez-en une avant d’en ajouter.`,
  'photos.too_many_pixels': (f) =>
    `Cette photo est trop grande (${f.millions} millions de points). Prenez-la avec une définition plus basse.`,
  'photos.not_a_picture': (f) =>
    f.heic
      ? 'Cette photo est au format HEIC, que nous ne lisons pas. Dans les réglages de l’appareil photo, choisissez « Le plus compatible », ou envoyez-la en JPEG.'
      : 'Ce fichier n’est pas une photo lisible. Envoyez une photo JPEG, PNG ou WebP.',
};
