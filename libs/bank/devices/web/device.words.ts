import {
  checkWords,
  DEVICE_FIELD_NAMES,
  DEVICE_LIFECYCLE,
  deviceField,
  type FieldChange,
  REASONS,
  type Reason,
  STATES,
  type State,
  showAssetCode,
  type TimelineView,
  wordsOfField,
} from '#bank/devices';
import { DONOR_KINDS, isDonorKind } from '#bank/intake';
import { joined } from '#platform/kernel';
import { formatDate, formatEuros, formatWho, type IconName, replacedWords, type Tone } from '#platform/ui';

export const deviceTrail = (d: { readonly code: string }, label: string) => [
  { label: 'Appareils', href: '/appareils' },
  { label: showAssetCode(d.code), href: `/appareils/${d.code}` },
  { label },
];

const stateBadge = (state: State): { label: string; tone: Tone; icon: IconName } => STATES[state];

/** In stock by its state, and nobody's until its donor has released it. */
const LOCKED_IN_STOCK = {
  label: 'En stock, verrouillé',
  tone: 'attention',
  icon: 'lock',
} as const satisfies { label: string; tone: Tone; icon: IconName };

/** Through the gate, and nobody's until its public donor has decided. */
const IN_DEPOSIT_IN_STOCK = {
  label: 'En stock, en dépôt',
  tone: 'attention',
  icon: 'hourglass',
} as const satisfies { label: string; tone: Tone; icon: IconName };

/** What one reads of a device's state. @param locked it is in stock, and a lock keeps it from being proposed */
export function stateOf(d: { readonly state: State; readonly inDeposit?: boolean }, locked = false) {
  if (locked) return LOCKED_IN_STOCK;
  return d.inDeposit && d.state === 'in_stock' ? IN_DEPOSIT_IN_STOCK : stateBadge(d.state);
}

const CHANNELS: Readonly<Record<string, string>> = {
  page: '',
  api: 'par l’API',
  offline: 'saisi sans réseau',
  import: 'par un fichier',
  agent: 'par l’agent d’inventaire',
  system: 'automatique',
};

export const whoWords = (e: TimelineView): string => joined(', ', formatWho(e), CHANNELS[e.channel]);

export function eventWords(e: TimelineView, timeZone?: string): { icon: IconName; title: string; detail: string } {
  const t = DEVICE_LIFECYCLE.transition(e.verb);
  // What nobody here saw says so, whose word it is, and when it was taken over.
  const declared = e.origin === 'declared';
  const parts = [
    declared ? STATES[e.toState].label : e.causeLabel,
    e.placeTo ? `à ${e.placeTo}` : null,
    e.reason && e.reason !== 'tidied' ? (REASONS[e.reason as Reason] ?? e.reason) : null,
    typeof e.facts['summary'] === 'string' ? e.facts['summary'] : null,
    ...wordsOfChanges(e),
    declared
      ? `déclaré, repris ${typeof e.facts['source'] === 'string' ? `de ${e.facts['source']} ` : ''}le ${formatDate(e.recordedAt, timeZone)}`
      : null,
  ];
  return { icon: t.icon as IconName, title: t.done, detail: parts.filter(Boolean).join(' · ') };
}

/** Of rows from before values were kept, only which fields. */
function wordsOfChanges({ changes, facts }: TimelineView): string[] {
  if (changes.length) return changes.map(changeWords);
  return Array.isArray(facts['changed']) ? [(facts['changed'] as string[]).map(fieldWords).join(', ')] : [];
}

export function changeWords({ field, before, after }: FieldChange): string {
  const words = (value: string | null) => (value === null ? null : valueWords(field, value));
  return `${fieldWords(field)} : ${replacedWords(words(before), words(after))}`;
}

/** What a machine says of itself, and what a device keeps of its donor. */
const OTHER_FIELDS: Readonly<Record<string, string>> = {
  processor: 'Processeur',
  memory_mb: 'Mémoire',
  donation: 'Don',
  donor_kind: 'Donateur',
  public_origin: 'Origine publique',
  resale_forbidden: 'Vente libre interdite',
  price_ceiling_cents: 'Prix le plus haut',
  to_check: 'À vérifier',
};

function valueWords(field: string, value: string): string {
  const name = DEVICE_FIELD_NAMES.find((one) => one === field);
  if (name) return wordsOfField(name, value);
  if (field === 'memory_mb') return `${Math.round(Number(value) / 1024)} Go`;
  if (field === 'price_ceiling_cents') return formatEuros(Number(value));
  if (field === 'to_check') return checkWords(value.split(','));
  if (field === 'donor_kind') return isDonorKind(value) ? DONOR_KINDS[value].label : value;
  return value === 'true' ? 'oui' : value === 'false' ? 'non' : value;
}

/** A field that there is no more, by the name that the history kept. */
function fieldWords(kept: string): string {
  const name = DEVICE_FIELD_NAMES.find((field) => field === kept);
  return name ? deviceField(name).label : (OTHER_FIELDS[kept] ?? kept);
}

/** For a page asked from the bench (`?de=atelier`): it stays in the bench's frame. */
export const atBench = (d: { readonly code: string }, from: string | undefined) =>
  from === 'atelier' ? { code: showAssetCode(d.code), helpHref: `/atelier/${d.code}/aide` } : undefined;
