import type { KeyScope } from '#bank/people';
import type { RuleBroken } from '#platform/kernel';

export type Sentences = Readonly<Record<string, (facts: Record<string, unknown>) => string>>;

const known = new Map<string, (facts: Record<string, unknown>) => string>();

/** Adds a feature's sentences; called once where the feature is declared. */
export function addSentences(sentences: Sentences): void {
  for (const [code, sentence] of Object.entries(sentences)) known.set(code, sentence);
}

export const hasSentence = (code: string): boolean => known.has(code);

export const knownCodes = (): string[] => [...known.keys()].sort();

/** The sentence of a code. A missing one is found by a test; people get a general one. */
export const sentenceOf = (code: string, facts: Record<string, unknown> = {}): string =>
  known.get(code)?.(facts) ??
  'Cette action n’est pas possible maintenant. Revenez à la page précédente et vérifiez ce qui est affiché.';

/** The sentence beside one of many in a result, without asking to reload the page. */
export const sentenceAmongMany = (code: string, facts: Record<string, unknown> = {}): string =>
  sentenceOf(code, facts).replace(/ Rechargez (?:la|sa|cette) (?:page|liste)[^.]*\./, '');

export const sentenceOfRule = (rule: RuleBroken): string => sentenceOf(rule.code, rule.facts);

/** Completes « qui peut… ». */
export const KEY_SCOPE_WORDS: Readonly<Record<KeyScope, string>> = {
  read: 'lire',
  write: 'écrire',
  inventories: 'envoyer des inventaires',
};

addSentences({
  'request.too_large': (f) =>
    `Ce fichier est trop lourd : la limite est de ${f['limit'] ?? '20 Mo'}. Envoyez un fichier plus petit, ou découpez-le.`,
  'request.too_many_files': (f) =>
    `C’est trop de fichiers à la fois : ${f['limit']} au plus. Envoyez-les en plusieurs fois.`,
  'request.cross_site': () => 'Cette demande ne vient pas de notre site. Revenez à la page et recommencez.',
  'request.stale_organisation': () =>
    'Vous avez changé d’organisation dans un autre onglet. Rien n’a été enregistré : rechargez la page, ou revenez à l’organisation d’avant.',
  'request.key_scope': (f) =>
    `Cette clé d’accès ne sert pas à cela. Faites-en une qui peut ${KEY_SCOPE_WORDS[f['scope'] as KeyScope]}.`,
  'request.key_area': () =>
    'Cette clé d’accès n’a pas été faite pour cela. Demandez-en une qui le peut à qui gère les clés de votre organisation.',
  'request.gone_meanwhile': () =>
    'Ce que vous aviez ouvert n’est plus là : quelqu’un l’a reçu, repris ou retiré pendant votre saisie. Rien n’est enregistré.',
  'request.unreadable': () => 'Nous n’avons pas pu lire ce qui a été envoyé. Rechargez la page et recommencez.',
  'request.too_much_at_once': () =>
    'Votre organisation envoie déjà de gros fichiers en ce moment. Attendez qu’ils soient reçus, puis recommencez.',
  'request.busy': () =>
    'Le service est très occupé, ou il redémarre. Ce que vous avez écrit n’est pas perdu : attendez un peu, puis recommencez.',
  'request.no_space': () =>
    'Le service n’a plus de place pour enregistrer. Ce que vous avez écrit n’est pas perdu : prévenez la banque, puis recommencez quand elle a fait de la place.',
  'request.too_many_at_once': () =>
    'Vous avez déjà plusieurs demandes en cours, et d’autres personnes attendent. Ce que vous avez écrit n’est pas perdu : attendez qu’elles soient finies, puis recommencez.',
  'request.too_many': () => 'Trop d’essais en peu de temps. Attendez une minute, puis recommencez.',
  'platform.append_only': () =>
    'L’histoire ne se réécrit pas. Enregistrez une nouvelle action qui rectifie la précédente.',
  'platform.idempotency_reused': () =>
    'Ce formulaire a déjà été envoyé avec d’autres réponses. Rechargez la page et recommencez.',
});

/** For a decorator of a form's class: the sentence of a rule that the field alone can break. */
export const says = (code: string, facts: Readonly<Record<string, unknown>> = {}) => ({
  message: () => sentenceOf(code, { ...facts }),
});
