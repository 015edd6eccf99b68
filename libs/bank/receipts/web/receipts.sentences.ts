import type { Sentences } from '#platform/http';
import { formatDate } from '#platform/ui';

const FIELDS: Readonly<Record<string, string>> = {
  name: 'le nom',
  address: 'l’adresse',
  legalForm: 'la forme juridique',
};

const dayOf = (day: string): string => formatDate(`${day}T12:00:00Z`, 'UTC');

const NO_RECEIPT: Readonly<Record<string, string>> = {
  public_body: 'Un organisme public n’a pas de reçu fiscal.',
  association: 'Une association n’a pas de reçu fiscal.',
  company: 'Ce donateur a un numéro RNA : c’est une association, elle n’a pas de reçu fiscal.',
};

export const receiptsSentences: Sentences = {
  'receipts.secret_wrong': () => 'Ce mot de passe n’est pas le vôtre. Rien n’a été signé : recommencez.',
  'receipts.bank_not_eligible': () =>
    'La banque n’est pas réglée comme organisme éligible : elle ne peut pas délivrer de reçu fiscal. L’administration de la banque le règle dans « Réglages, La banque ».',
  'receipts.ground_not_for_this_donor': (f) =>
    `${f['ground'] ? `Au titre de « ${f['ground']} », la banque` : 'À son titre, la banque'} ne peut pas délivrer de reçu à ce type de donateur. Donnez-lui la convention ou l’attestation de don.`,
  'receipts.not_for_this_donor': (f) =>
    `${NO_RECEIPT[String(f['kind'])] ?? 'Ce reçu n’est pas pour ce type de donateur.'} La loi le réserve aux entreprises imposées sur leurs bénéfices et aux particuliers. Donnez-lui la convention ou l’attestation de don.`,
  'receipts.donation_not_closed': (f) =>
    `Le don ${f['number']} n’est pas terminé : la liste des appareils pourrait encore changer. Terminez-le, puis délivrez le reçu.`,
  'receipts.capacity_missing': () =>
    'La banque n’a pas encore dit à quel titre elle reçoit d’un organisme public : la loi liste qui le peut. L’administration de la banque le dit dans « Règles », « À quel titre la banque reçoit ». La convention se signe ensuite.',
  'receipts.donation_cancelled': (f) => `Le don ${f['number']} a été annulé : il n’y a rien à attester.`,
  'receipts.nothing_given': (f) =>
    `Le don ${f['number']} ne contient aucun appareil, ni reçu ni annoncé. Enregistrez-les d’abord.`,
  'receipts.value_receipted': (f) =>
    `Le reçu du don ${f['number']} est déjà fait. Pour le corriger, écrivez à la banque : elle l’annule et le remplace.`,
  'receipts.value_missing': (f) =>
    `Le donateur n’a pas encore déclaré la valeur du don ${f['number']}. Demandez-la-lui : c’est à lui de la fixer, jamais à la banque.`,
  'receipts.value_changed': (f) =>
    `La valeur du don ${f['number']} a changé depuis que vous avez ouvert la page : relisez-la, puis recommencez.`,
  'receipts.value_not_checked': (f) =>
    `La valeur du don ${f['number'] ?? ''} n’est pas vérifiée. Pour un particulier, la banque la vérifie avant le reçu : faites-le dans les documents du don.`,
  'receipts.check_of_persons': () =>
    'Seule la valeur déclarée par un particulier se vérifie. Une entreprise fixe la sienne et en répond.',
  'receipts.check_how_missing': () => 'Dites comment vous avez vérifié cette valeur.',
  'receipts.already_checked': (f) =>
    `La valeur du don ${f['number']} est déjà vérifiée. Si elle change, notez-la de nouveau, puis vérifiez-la.`,
  'receipts.value_wrong': () => 'Cette valeur n’est pas comprise. Exemple : 1 271,80 (de 0,01 à 10 millions d’euros).',
  'receipts.declared_on_wrong': () => 'Cette date n’existe pas, ou n’est pas encore passée. Exemple : 25/11/2026.',
  'receipts.how_missing': () => 'Dites comment le donateur a déclaré cette valeur.',
  'receipts.identity_incomplete': (f) =>
    `Un reçu doit dire ${FIELDS[String(f['field'])] ?? 'l’identité'} du donateur. Remplissez ce champ.`,
  'receipts.identity_too_long': () => 'Ce texte est trop long pour le reçu. Abrégez-le.',
  'receipts.form_of_a_person': (f) =>
    `« ${f['form']} » est la forme d’une personne qui travaille en son nom. Corrigez d’abord le type du donateur, sur sa fiche : « Entrepreneur individuel ». Le reçu gardera alors son nom sous scellé.`,
  'receipts.siren_missing': () =>
    'Une entreprise a un SIREN, et son reçu le porte. Demandez-lui ses 9 chiffres ; sans SIREN, donnez-lui la convention de don.',
  'receipts.signature_missing': (f) =>
    `Le reçu porte la signature lisible de ${f['name'] ? `${f['name']}, ${f['quality']}` : 'la personne autorisée'}. Il n’y en a pas encore : dans « Signataires », ajoutez l’image de sa signature, puis délivrez le reçu.`,
  'receipts.declared_before_gift': (f) =>
    `La valeur se déclare le jour du don ou après${f['received'] ? `, à partir du ${dayOf(String(f['received']))}` : ''}. ${f['on'] ? `Celle-ci est du ${dayOf(String(f['on']))} : demandez au donateur de la confirmer, puis notez-la de nouveau.` : 'Vérifiez la date.'}`,
  'receipts.siren_wrong': () =>
    'Ce SIREN n’est pas juste. Un SIREN a 9 chiffres ; vérifiez-le sur un papier de l’entreprise.',
  'receipts.already_issued': () =>
    'Ce don a déjà un reçu qui compte. Pour le corriger, ouvrez-le et choisissez « Annuler et remplacer ».',
  'receipts.already_cancelled': (f) => `Le reçu ${f['number']} est déjà annulé.`,
  'receipts.reason_missing': () => 'Dites pourquoi ce reçu ne doit plus compter.',
  'receipts.year_wrong': (f) => `Choisissez une année, au plus tard ${f['year']}.`,
  'receipts.numbers_follow': () =>
    'Les numéros des reçus se suivent sans trou : ils ne se changent pas à la main. Annulez le reçu, il gardera son numéro.',
  'receipts.signed_back_stays': () => 'Un retour signé enregistré ne se corrige pas.',
  'receipts.already_signed_back': (f) => `Le retour signé du document ${f['number']} est déjà enregistré.`,
  'receipts.scan_unreadable': () =>
    'Ce fichier n’est ni un PDF, ni une image JPEG ou PNG. Photographiez ou scannez le papier signé, puis recommencez.',
  'receipts.proof_not_asked': (f) =>
    `La preuve de réemploi est faite pour les donateurs publics (règle en vigueur : ${f['source']}).`,
  'receipts.nothing_given_that_year': (f) => `Ce donateur n’a rien donné en ${f['year']}. Choisissez une autre année.`,
};
