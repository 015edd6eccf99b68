import type { Sentences } from '#platform/http';
import { labelOfRole, ORGANISATION_KIND_WORDS, type OrganisationKind, ROLES_OF } from '#platform/kernel';

export const setupSentences: Sentences = {
  'setup.list_missing': () => 'Choisissez le fichier à importer.',
  'setup.list_empty': () => 'Ce fichier est vide.',
  'setup.list_not_table': () =>
    'Ce fichier n’est pas un tableur que nous savons lire. Envoyez un fichier CSV, Excel ou LibreOffice.',
  'setup.list_too_large': (f) => `Ce fichier est trop lourd : ${f['limit']} au plus.`,
  'setup.list_too_long': (f) => `Cette liste est trop longue : ${f['max']} lignes au plus. Découpez-la.`,
  'setup.list_header_row': (f) =>
    `Cette ligne n’est pas au début du fichier : choisissez une ligne de 1 à ${f['max']}.`,
  'setup.column_missing': (f) => `Il manque la colonne « ${f['label']} ». Ajoutez son titre, ou partez du modèle.`,
  'setup.columns_twice': () => 'Deux colonnes disent la même chose : gardez-en une.',
  'setup.list_not_ready': () => 'Cette liste a déjà été décidée. Envoyez-la de nouveau si besoin.',
  'setup.list_failed': () => 'La lecture s’est arrêtée. Envoyez la liste de nouveau.',
  'setup.nothing_new': () => 'Cette liste n’apporte rien de nouveau.',
  'setup.rows_wrong': () => 'Des lignes ne vont plus : regardez-les de nouveau.',
  'setup.row_person': () => 'Ressemble au nom d’une personne, là où une organisation est attendue : pas gardé.',
  'setup.people_asked': (f) => `Dites d’abord si les cases ${f['cells']} nomment des personnes.`,
  'setup.row_twice': (f) =>
    `C’est la même chose qu’à la ligne ${f['firstRow']}${f['sheet'] ? ` de « ${f['sheet']} »` : ''}.`,
  'setup.sheet_taken': () => 'Cette feuille est déjà enregistrée, ou n’a rien à lire. Choisissez-en une autre.',
  'setup.sheets_differ': (f) =>
    `La feuille « ${f['sheet']} » n’a pas les mêmes titres : prenez-la après, sans renvoyer le fichier.`,
  'allocation.quota_set_since': () => 'Ce quota a été changé depuis.',
  'allocation.quota_in_use': () => 'Des appareils sont déjà comptés dans ce quota.',
  'people.organisation_has_people': () => 'Des personnes y travaillent.',
  'people.organisation_used': () => 'Cette organisation a déjà servi.',
  'people.organisation_changed': () => 'Cette organisation a été modifiée depuis.',
  'people.member_came_in': () => 'Cette personne est déjà entrée.',
  'people.member_signs': () => 'Cette personne est inscrite parmi les signataires.',
  'setup.name_missing': () => 'Il manque le nom.',
  'setup.name_too_long': (f) => `Ce nom est trop long : ${f['max']} caractères au plus.`,
  'setup.words_too_long': (f) => `Ce texte est trop long : ${f['max']} caractères au plus.`,
  'setup.kind_unknown': (f) =>
    `« ${f['typed']} » n’est pas un type connu. Écrivez Structure, Point de collecte, ESAT, Entreprise adaptée, Comité ou Donateur.`,
  'setup.siren_wrong': () => 'Un SIREN a 9 chiffres, un SIRET 14.',
  'setup.organisation_known': () => 'Cette organisation existe déjà : rien ne change.',
  'setup.organisation_again': () => 'Fermée quand sa liste a été annulée, elle sera rouverte comme cette ligne le dit.',
  'setup.siren_known': (f) => `Ce SIREN est celui de « ${f['name']} » : est-ce la même organisation ?`,
  'setup.organisation_missing': () => 'Il manque l’organisation.',
  'setup.organisation_unknown': (f) => `Aucune organisation ne s’appelle « ${f['typed']} ». Ajoutez-la d’abord.`,
  'setup.structure_unknown': (f) => `Aucune structure ouverte ne s’appelle « ${f['typed']} ».`,
  'setup.role_unknown': (f) => {
    const kind = f['kind'] as OrganisationKind;
    const roles = (ROLES_OF[kind] ?? []).map(labelOfRole).join(' ou ');
    return `Écrivez un rôle de « ${ORGANISATION_KIND_WORDS[kind] ?? ''} » : ${roles}.`;
  },
  'setup.member_known': () => 'Cette personne est déjà membre : rien ne change.',
  'setup.member_again': () => 'Retirée quand sa liste a été annulée, elle reviendra, et pourra être invitée.',
  'setup.person_known': () => 'Elle a déjà un compte : elle est invitée, et entre quand elle accepte.',
  'setup.year_wrong': () => 'Écrivez l’année en quatre chiffres, comme 2027.',
  'setup.category_unknown': (f) => `« ${f['typed']} » n’est pas un type d’appareil connu.`,
  'setup.numbers_missing': () => 'Cette ligne ne dit aucun nombre.',
  'setup.quota_known': () => 'Ces quotas sont déjà réglés ainsi : rien ne change.',
  'setup.quota_changes': (f) => `Le nombre change. ${f['words']}.`,
};
