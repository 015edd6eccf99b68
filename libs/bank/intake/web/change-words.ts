import type { FieldChange } from '#bank/devices';
import { COLLECTION_MODES, type CollectionMode, DONOR_KINDS, isDonorKind } from '#bank/intake';
import { formatDate, replacedWords } from '#platform/ui';

/** What of a donation, or on a donor's card, is put right. */
const FIELDS: Readonly<Record<string, string>> = {
  donor_id: 'Donateur',
  expected_on: 'Jour',
  mode: 'Comment il vient',
  from_time: 'À partir de',
  to_time: 'Jusqu’à',
  kind: 'Type de donateur',
  name: 'Nom',
  siren: 'SIREN',
  siret: 'SIRET',
  rna: 'RNA',
  legal_form: 'Forme juridique',
  address: 'Adresse',
  postal_code: 'Code postal',
  commune_code: 'Commune (code INSEE)',
  card_commune: 'Commune',
  collection_address: 'Adresse',
  collection_postalCode: 'Code postal',
  collection_commune: 'Commune',
  collection_bring: 'À apporter',
  contact_name: 'Personne à joindre',
  contact_job: 'Sa fonction',
  contact_phone: 'Téléphone',
  contact_email: 'Adresse mail',
  contact_address: 'Son adresse',
  contact_siren: 'SIREN',
};

/** « Nom : « A » remplacé par « B » ». */
export function donorChangeWords({ field, before, after }: FieldChange): string {
  const words = (value: string | null) => (value === null ? null : valueWords(field, value));
  return `${FIELDS[field] ?? field} : ${replacedWords(words(before), words(after))}`;
}

function valueWords(field: string, value: string): string {
  if (field === 'expected_on') return formatDate(`${value}T12:00:00Z`, 'UTC');
  if (field === 'mode') return COLLECTION_MODES[value as CollectionMode]?.label ?? value;
  if (field === 'kind') return isDonorKind(value) ? DONOR_KINDS[value].label : value;
  return field.endsWith('_time') ? value.slice(0, 5) : value;
}
