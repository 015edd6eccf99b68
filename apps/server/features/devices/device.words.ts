import {
  DEVICE_FIELD_NAMES,
  DEVICE_LIFECYCLE,
  deviceField,
  REASONS,
  type Reason,
  STATES,
  type State,
  showAssetCode,
  type TimelineView,
} from '#devices';
import { formatDate, formatWho, type IconName, type Tone } from '../../ui/index.js';

/** From the devices to a page about one of them. */
export const deviceTrail = (d: { readonly code: string }, label: string) => [
  { label: 'Appareils', href: '/appareils' },
  { label: showAssetCode(d.code), href: `/appareils/${d.code}` },
  { label },
];

export const stateBadge = (state: State): { label: string; tone: Tone; icon: IconName } => STATES[state];

/** In stock by its state, and nobody's until its donor has released it. */
export const LOCKED_IN_STOCK = {
  label: 'en stock, mais verrouillé : attend le donateur',
  tone: 'attention',
  icon: 'lock',
} as const satisfies { label: string; tone: Tone; icon: IconName };

const CHANNELS: Readonly<Record<string, string>> = {
  page: '',
  api: 'par l’API',
  offline: 'saisi sans réseau',
  import: 'par un fichier',
  agent: 'par l’agent d’inventaire',
  system: 'automatique',
};

/** Who did it, and by which way when it was not a page. */
export const whoWords = (e: TimelineView): string => [formatWho(e), CHANNELS[e.channel]].filter(Boolean).join(', ');

/** The line of the timeline, with what it led to. */
export function eventWords(e: TimelineView, timeZone?: string): { icon: IconName; title: string; detail: string } {
  const t = DEVICE_LIFECYCLE.step(e.verb);
  // What nobody here saw says so, whose word it is, and when it was taken over.
  const declared = e.origin === 'declared';
  const parts = [
    declared ? STATES[e.toState].label : e.causeLabel,
    e.placeTo ? `à ${e.placeTo}` : null,
    e.reason && e.reason !== 'tidied' ? (REASONS[e.reason as Reason] ?? e.reason) : null,
    typeof e.facts['summary'] === 'string' ? e.facts['summary'] : null,
    Array.isArray(e.facts['changed']) ? (e.facts['changed'] as string[]).map(fieldWords).join(', ') : null,
    declared
      ? `déclaré, repris ${typeof e.facts['source'] === 'string' ? `de ${e.facts['source']} ` : ''}le ${formatDate(e.recordedAt, timeZone)}`
      : null,
  ];
  return { icon: t.icon as IconName, title: t.done, detail: parts.filter(Boolean).join(' · ') };
}

/** As forms call it; a field that there is no more, by the name that the history kept. */
function fieldWords(kept: string): string {
  const name = DEVICE_FIELD_NAMES.find((field) => field === kept);
  return name ? deviceField(name).label : kept;
}

/** For a page asked from the bench (`?de=atelier`): it stays in the bench's frame. */
export const atBench = (d: { readonly code: string }, from: string | undefined) =>
  from === 'atelier' ? { code: showAssetCode(d.code), helpHref: `/atelier/${d.code}/aide` } : undefined;
