import type { GridProblem } from '#bank/documents';
import type { Sentences } from '#platform/http';

const mm = (value: unknown): string => new Intl.NumberFormat('fr-FR').format(Number(value));

const GRID: Readonly<Record<GridProblem['why'], (facts: Readonly<Record<string, unknown>>) => string>> = {
  whole: () => 'Écrivez un nombre entier, 1 au moins.',
  small: (f) =>
    `Cette mesure est trop petite : ${mm(f['least'])} mm au moins, sinon le code ne se lit plus. Prenez des étiquettes plus grandes.`,
  negative: () => 'Écrivez une mesure en millimètres, 0 ou plus.',
  too_wide: (f) =>
    `Les colonnes prennent ${mm(f['taken'])} mm avec leur marge : une page A4 n’en a que ${mm(f['most'])}. Vérifiez les mesures, ou enlevez une colonne.`,
  too_high: (f) =>
    `Les lignes prennent ${mm(f['taken'])} mm avec leur marge : une page A4 n’en a que ${mm(f['most'])}. Vérifiez les mesures, ou enlevez une ligne.`,
};

export const gridSentence = (problem: Pick<GridProblem, 'why' | 'facts'>): string => GRID[problem.why](problem.facts);

export const labelsSentences: Sentences = {
  'intake.labels_none': () =>
    'Il n’y a aucune étiquette à imprimer ici : toutes le sont déjà, ou aucun appareil n’est enregistré.',
  'intake.labels_of_what': () =>
    'Dites de quoi : un don (donationId), des appareils (deviceIds), un rouleau (rollId), ou un lieu et un nombre (placeId, count).',
  'intake.labels_count': (f) => `Écrivez un nombre entre 1 et ${mm(f['max'])}.`,
  'intake.labels_range': (f) => `Écrivez un numéro entre 1 et ${mm(f['last'])}, le premier avant le dernier.`,
  'intake.labels_start': (f) => `Cette planche a ${mm(f['places'])} places. Choisissez-en une.`,
  'intake.public_url_missing': () =>
    'L’adresse publique de la banque (PUBLIC_URL) n’est pas réglée : les étiquettes ne mèneraient nulle part. Prévenez l’administrateur.',
  'intake.format_unknown': () => 'Choisissez un format d’étiquettes dans la liste.',
  'intake.format_name_missing': (f) => `Donnez un nom à cette planche : ${mm(f['max'])} caractères au plus.`,
  'intake.format_name_taken': () => 'Une de vos planches porte déjà ce nom. Choisissez-en un autre.',
  'intake.grid_wrong': (f) =>
    GRID[f['why'] as GridProblem['why']]?.(f) ?? 'Ces mesures ne tiennent pas sur une page A4. Vérifiez-les une à une.',
  'intake.offset_too_far': (f) =>
    `Écrivez un décalage entre ${mm(f['least'])} et ${mm(f['most'])} mm : plus loin, l’impression sortirait de la feuille.`,
  'intake.void_reason_missing': () => 'Dites pourquoi ce rouleau ne sert plus.',
};
