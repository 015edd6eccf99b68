import type { FieldChange } from '#bank/devices';
import {
  COLLECTION_MODES,
  type CollectionMode,
  DONATION_STATES,
  DONOR_KINDS,
  type DonationListView,
  type DonationState,
  type DonorView,
  isDonorKind,
  isPerson,
} from '#bank/intake';
import type { AskedPaper } from '#bank/receipts';
import { joined } from '#platform/kernel';
import { type FieldProblem, formatDate, type IconName, replacedWords, type Tone } from '#platform/ui';

export const donationBadge = (state: DonationState): { label: string; tone: Tone; icon: IconName } =>
  DONATION_STATES[state];

/** "7 / 25", or "7" when nothing was announced. */
export const progressWords = (d: Pick<DonationListView, 'logged' | 'announced'>): string =>
  d.announced ? `${d.logged} / ${d.announced}` : `${d.logged}`;

/** "Mairie, Point de collecte": the place, and whose it is unless it says so itself. */
export const placeWords = (d: Pick<DonationListView, 'place' | 'organisation'>): string =>
  d.place === d.organisation ? d.place : `${d.place}, ${d.organisation}`;

/** SIREN in groups of three, SIRET with its five last digits apart. */
export const groupDigits = (digits: string): string =>
  digits.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})?$/, (_, a, b, c, d) => joined('\u00a0', a, b, c, d));

/** `09:30` as it is said: « 9 h 30 », « 14 h ». */
const hourWords = (hour: string): string => {
  const [h, m] = hour.split(':');
  return [Number(h), 'h', ...(Number(m) ? [m] : [])].join('\u00a0');
};

/** « de 9 h 30 à 12 h », « à partir de 9 h 30 »; empty when no hour was said. */
export const windowWords = ({ from, to }: { from: string | null; to: string | null }): string =>
  from && to
    ? `de ${hourWords(from)} à ${hourWords(to)}`
    : from
      ? `à partir de ${hourWords(from)}`
      : to
        ? `jusqu’à ${hourWords(to)}`
        : '';

export const telOf = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`;

/** The code that a problem's sentence names, to lead to that device; null when it names none. */
export function codeIn(problems: readonly FieldProblem[] | undefined, field: string): string | null {
  const message = problems?.find((p) => p.field === field)?.message ?? '';
  return /BN-[2-9A-Z]{4}-[2-9A-Z]{3}/.exec(message)?.[0] ?? null;
}

/** « Camille Exemple (particulier) » where one may say the name, else what the donor is called. */
export const donorWords = (d: Pick<DonorView, 'name' | 'kind' | 'contact'>): string =>
  isPerson(d.kind) && d.contact?.name ? `${d.contact.name} (${DONOR_KINDS[d.kind].label.toLowerCase()})` : d.name;

const PAPER_WORDS: Readonly<Record<AskedPaper, string>> = {
  undertaking: 'engagement d’usage',
  agreement: 'attestation de don',
  collection_slip: 'bon de collecte',
  proof_of_reuse: 'preuve annuelle de réemploi',
  cerfa_16216: 'reçu fiscal Cerfa 16216',
  cerfa_11580: 'reçu fiscal Cerfa 11580',
};
export const paperWords = (paper: string): string => PAPER_WORDS[paper as AskedPaper] ?? paper;

export const identifierOf = (d: DonorView): string => d.siret ?? d.siren ?? d.rna ?? d.contact?.siren ?? '';

const CHANGED_FIELDS: Readonly<Record<string, string>> = {
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
  contact_dataEmail: 'Contact pour les données',
};

/** « Nom : « A » remplacé par « B » ». */
export function donorChangeWords({ field, before, after }: FieldChange): string {
  const words = (value: string | null) => (value === null ? null : valueWords(field, value));
  return `${CHANGED_FIELDS[field] ?? field} : ${replacedWords(words(before), words(after))}`;
}

function valueWords(field: string, value: string): string {
  if (field === 'expected_on') return formatDate(`${value}T12:00:00Z`, 'UTC');
  if (field === 'mode') return COLLECTION_MODES[value as CollectionMode]?.label ?? value;
  if (field === 'kind') return isDonorKind(value) ? DONOR_KINDS[value].label : value;
  return field.endsWith('_time') ? value.slice(0, 5) : value;
}
