import { type Missing, NEEDS, type Need, REQUEST_STATES, type RequestState, type Why } from '#bank/allocation';
import { type Category, categoryOf } from '#bank/devices';
import { type IconName, plural, type Tone } from '#platform/ui';

const NBSP = '\u00a0';

/** « 2 portables », « 1 tablette », in the number of `n`. */
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

/** Why this device, one short sentence a code. */
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

/** Why there is none, and nothing invented to fill the gap. */
export function missingWords(missing: Missing): string {
  const category = missing.category as Category;
  const none = `${NONE[category] ?? 'aucun'} ${categoryOf(category).short.toLowerCase()}`;
  const text = {
    none_in_stock: `${none} prêt${none.startsWith('aucune') ? 'e' : ''} à réserver`,
    none_with_memory: `${none} de ${'gb' in missing ? missing.gb : ''}${NBSP}Go en stock`,
    all_refused: 'tout ce qui conviendrait a été refusé pour cette demande',
    all_promised: 'ce qui convient est proposé à d’autres, qui passent avant',
  }[missing.code];
  const among = missing.among ? ` (parmi les ${missing.among} plus anciens du stock, seuls regardés ici)` : '';
  return text.charAt(0).toUpperCase() + text.slice(1) + among;
}

export const requestBadge = (state: RequestState): { label: string; tone: Tone; icon: IconName } =>
  REQUEST_STATES[state] as { label: string; tone: Tone; icon: IconName };
