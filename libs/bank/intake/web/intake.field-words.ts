import { CANCEL_REASONS, INTAKE_REFUSAL_REASONS, REFUSAL_FATES } from '#bank/intake';
import type { FieldWords } from '#platform/http';

/** What the forms of a donation and of a donor ask. */
export const intakeFieldWords: Readonly<Record<string, FieldWords>> = {
  donorName: { label: 'Nom' },
  name: { label: 'Nom' },
  legalForm: { label: 'Forme juridique' },
  identifier: { label: 'Numéro' },
  address: { label: 'Adresse' },
  postalCode: { label: 'Code postal' },
  commune: { label: 'Commune' },
  contactName: { label: 'Personne à joindre' },
  job: { label: 'Sa fonction' },
  phone: { label: 'Téléphone' },
  email: { label: 'Adresse mail' },
  on: { label: 'Jour' },
  bring: { label: 'À apporter' },
  quantity: { label: 'Combien' },
  reason: { label: 'Raison', answers: { ...CANCEL_REASONS, ...INTAKE_REFUSAL_REASONS } },
  fate: { label: 'Où il va', answers: REFUSAL_FATES },
  note: { label: 'Note' },
};
