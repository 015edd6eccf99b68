import { type Category, type Condition, isCategory } from '#devices';
import { plainWords } from '#kernel';

/** In this order: what a thing belongs to ("souris portable") before what it is. */
// biome-ignore format: lists to scan
const CATEGORY_WORDS: readonly (readonly [RegExp, Category])[] = [
  [/souris|clavier|dock|accueil|projecteur|serveur|switch|routeur|onduleur|casque|webcam|scanner|chargeur|cable|sacoche|disque|enceinte|telephone fixe|borne|autre|divers/, 'other'],
  [/smartphone|telephone|\btel\b|iphone|mobile|\bgsm\b|galaxy s\d/, 'smartphone'],
  [/multifonctions?|copieur|photocopieu|\bmfp\b/, 'multifunction_printer'],
  [/imprimante|printer|laserjet|traceur/, 'printer'],
  [/tout en (?:un|1)|all in one|\baio\b|\bimac\b|monobloc/, 'all_in_one'],
  [/tablette|tablet|\bipad\b/, 'tablet'],
  [/portable|\bport\b|laptop|notebook|ultrabook|chromebook|macbook|netbook|thinkpad|latitude|elitebook|probook/, 'laptop'],
  [/\buc\b|unites? central|\bpc fixe|ordinateurs? fixe|\bfixe\b|desktop|\btour\b|mini ?pc|mac mini|station de travail|workstation|(?:pc|ordinateur|poste) de bureau|optiplex|prodesk|elitedesk|thinkcentre/, 'desktop'],
  [/ecran|moniteur|monitor|display/, 'monitor'],
  [/\bpc\b|ordinateur|\bordi\b|\bposte\b|\bmicro\b|computer/, 'desktop'],
];

/** Remembers answers: a column repeats a few words a hundred thousand times. */
export function remembering<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (!known.has(text)) {
      if (known.size >= 500) known.clear();
      known.set(text, answer(text));
    }
    return known.get(text) as T;
  };
}

/** The category that a word of a sheet means, or null. Ids of ours are understood too. */
export const recogniseCategory = remembering((text: string): Category | null => {
  const words = plainWords(text.slice(0, 120));
  if (words === '') return null;
  const id = words.replaceAll(' ', '_');
  if (isCategory(id)) return id;
  return CATEGORY_WORDS.find(([known]) => known.test(words))?.[1] ?? null;
});

/** In this order: "ne fonctionne pas" before "fonctionne". */
// biome-ignore format: lists to scan
const CONDITION_WORDS: readonly (readonly [RegExp, Condition])[] = [
  [/\bhs\b|hors service|panne|defect|casse|\bko\b|ne (?:\w+ )?(?:fonctionne|demarre|marche|s allume)|faulty|broken|pour pieces|reparer|mauvais|^non$/, 'faulty'],
  [/inconnu|non teste|pas teste|a tester|pas essaye|unknown|^nc$|^nr$|non renseigne|^n a$/, 'unknown'],
  [/use|usage|moyen|abime|raye|worn|passable|correct/, 'worn'],
  [/fonctionn|marche|bon|tres bon|\bok\b|neuf|operationnel|works|good|excellent|^oui$/, 'works'],
];

/** The condition that a word of a sheet means; an empty cell is `unknown`, a word nobody knows null. */
export const recogniseCondition = remembering((text: string): Condition | null => {
  const words = plainWords(text.slice(0, 120));
  if (words === '') return 'unknown';
  return CONDITION_WORDS.find(([known]) => known.test(words))?.[1] ?? null;
});
