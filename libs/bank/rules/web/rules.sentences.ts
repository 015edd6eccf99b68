import type { Sentences } from '#platform/http';

const HOW: Readonly<Record<string, (max: unknown) => string>> = {
  percent: (max) => `un nombre entre 1 et ${max}`,
  days: (max) => `un nombre de jours, entre 1 et ${max}`,
  months: (max) => `un nombre de mois, ${max} au plus`,
  years: (max) => `un nombre d’années, ${max} au plus`,
  cents: () => 'un montant comme 180 ou 180,50',
  yes_no: () => 'oui ou non',
  code: () => 'un choix de la liste',
  codes: () => 'des choix de la liste',
  text: (max) => `un texte, ${max} caractères au plus`,
};

export const rulesSentences: Sentences = {
  'rules.key_missing': (f) =>
    `Choisissez de quoi parle la règle${f['label'] ? ` (${String(f['label']).toLowerCase()})` : ''}.`,
  'rules.date_wrong': () => 'Écrivez le jour où la règle commence, comme 01/01/2027.',
  'rules.day_past': () => 'Une règle commence aujourd’hui ou plus tard : on ne change pas le passé.',
  'rules.source_missing': (f) =>
    `Écrivez d’où vient la règle : un texte de loi, ou une décision de la banque${f['max'] ? ` (${f['max']} caractères au plus)` : ''}.`,
  'rules.value_wrong': (f) =>
    `${f['label'] ?? 'Cette valeur'} : écrivez ${HOW[String(f['kind'])]?.(f['max']) ?? 'une valeur'}.`,
  'rules.receipt_not_for_donor': () =>
    'Ce reçu fiscal n’est pas pour ce type de donateur : celui d’entreprise est pour les entreprises imposées, celui de particulier pour les particuliers. Une association ou un organisme public n’en a pas.',
  'rules.same_day': () =>
    'Une règle commence déjà ce jour-là. Choisissez un autre jour, ou retirez celle qui n’a pas commencé.',
  'rules.in_force': () => 'Une règle en vigueur ou passée ne change plus. Ajoutez-en une nouvelle, qui la remplace.',
};
