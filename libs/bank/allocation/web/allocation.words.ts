import { type Category, categoryOf, type FieldChange } from '#bank/devices';
import { joined } from '#platform/kernel';
import { formatNumber, type IconName, plural, replacedWords, type Tone } from '#platform/ui';
import {
  AGE_BANDS,
  type AgeBand,
  type BeneficiaryView,
  SITUATIONS,
  type Situation,
} from '../beneficiaries/beneficiary.views.js';
import type { Missing, Why } from '../matching/reasons.js';
import { NEEDS, type Need } from '../requests/needs.js';
import { REQUEST_STATES, type RequestState } from '../requests/request.lifecycle.js';

const NBSP = '\u00a0';

export function counted(n: number, category: Category): string {
  const { short } = categoryOf(category);
  return plural(n, short.toLowerCase());
}

/** « 2 portables, 1 tablette » */
export const askedWords = (asked: readonly { category: Category; quantity: number }[]): string =>
  asked.map((a) => counted(a.quantity, a.category)).join(', ');

/** « Visio, recherche d’emploi » */
export function needsWords(needs: readonly Need[]): string {
  const words = needs.map((n) => NEEDS[n].short).join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function whyWords(why: Why): string {
  switch (why.code) {
    case 'waits':
      return `attend depuis ${plural(why.days, 'jour')}`;
    case 'priority':
      return 'demande prioritaire';
    case 'memory_enough':
      return `${why.gb > why.asked ? `${why.gb}${NBSP}Go, ${why.asked} suffisent` : `${why.gb}${NBSP}Go suffisent`} pour ${why.needs.map((n) => ARTICLES[n]).join(' et ')}`;
    case 'memory_unknown':
      return 'mémoire à vérifier : aucun inventaire lu';
    case 'same_commune':
      return `même commune que le don : ${why.commune}`;
    case 'same_territory':
      return `même territoire que le don : ${why.territory}`;
    case 'at_workshop':
      return `prêt à ${why.workshop} : à faire venir`;
    case 'long_in_stock':
      return `en stock depuis ${plural(why.days, 'jour')}`;
  }
}

const ARTICLES: Readonly<Record<Need, string>> = {
  procedures: 'les démarches',
  contact: 'les messages',
  video: 'la visio',
  school: 'la scolarité',
  training: 'la formation',
  job: 'la recherche d’emploi',
  office: 'la bureautique',
};

/** « Attend depuis 41 jours · 8 Go suffisent pour la visio » */
export function whysWords(whys: readonly Why[]): string {
  const words = whys.map(whyWords).join(' · ') || 'premier disponible';
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const NONE: Readonly<Record<string, string>> = {
  tablet: 'aucune',
  printer: 'aucune',
  multifunction_printer: 'aucune',
};

export function missingWords(missing: Missing): string {
  const category = missing.category as Category;
  const none = `${NONE[category] ?? 'aucun'} ${categoryOf(category).short.toLowerCase()}`;
  const text = {
    none_in_stock: `${none} prêt${none.startsWith('aucune') ? 'e' : ''} à réserver`,
    none_with_memory: noMemoryWords(missing, none),
    all_refused: 'tout ce qui conviendrait a été refusé pour cette demande',
    quota_used: quotaWords(missing, none),
    all_promised: 'ce qui convient est proposé à d’autres, selon l’ordre écrit',
  }[missing.code];
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function quotaWords(missing: Missing, none: string): string {
  if (missing.code !== 'quota_used') return '';
  const empty = missing.fitting === 0 ? `, et ${none} qui convient en stock` : '';
  if (!missing.allowed) return `la structure n’a pas de quota pour ce type${empty}`;
  const here = missing.proposed ? `, dont ${plural(missing.proposed, 'proposé')} ici` : '';
  return `quota atteint${NBSP}: ${missing.used + missing.proposed} sur ${missing.allowed}${here}${empty}`;
}

function noMemoryWords(missing: Missing, none: string): string {
  if (missing.code !== 'none_with_memory') return '';
  const unread = missing.unread ? `, mais ${plural(missing.unread, 'mémoire')} à lire` : '';
  return `${none} de ${missing.gb}${NBSP}Go, sur ${formatNumber(missing.stock)} en stock${unread}`;
}

export const requestBadge = (state: RequestState): { label: string; tone: Tone; icon: IconName } =>
  REQUEST_STATES[state] as { label: string; tone: Tone; icon: IconName };

/** « 70 ans et plus · retraité · Bagneux »: what figures know, never who. */
export const beneficiaryWords = (b: Pick<BeneficiaryView, 'ageBand' | 'situation' | 'commune'>): string =>
  joined(
    ' · ',
    b.ageBand === 'non_communique' ? '' : AGE_BANDS[b.ageBand],
    b.situation === 'non_communique' ? '' : SITUATIONS[b.situation].toLowerCase(),
    b.commune,
  );

/** « Nom : « A » remplacé par « B » », of one change; a commune's code says nothing that its name does not. */
export function personChangeWords({ field, before, after }: FieldChange): string[] {
  const shown = FIELDS[field];
  return shown ? [`${shown.label} : ${replacedWords(before && shown.words(before), after && shown.words(after))}`] : [];
}

const asIs = (value: string): string => value;
const FIELDS: Readonly<Record<string, { readonly label: string; readonly words: (value: string) => string }>> = {
  ageBand: { label: 'Tranche d’âge', words: (value) => AGE_BANDS[value as AgeBand] ?? value },
  situation: { label: 'Situation', words: (value) => SITUATIONS[value as Situation] ?? value },
  commune: { label: 'Commune', words: asIs },
  name: { label: 'Nom', words: asIs },
  contact: { label: 'Contact', words: asIs },
};
