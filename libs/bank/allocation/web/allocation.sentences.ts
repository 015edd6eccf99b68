import { categoryOf, isCategory, STATES, type State, showAssetCode } from '#bank/devices';
import type { Sentences } from '#platform/http';
import { formatEuros, plural } from '#platform/ui';
import { REQUEST_STATES, type RequestState } from '../requests/request.lifecycle.js';

const what = (f: Record<string, unknown>, n: number): string =>
  isCategory(f['category']) ? plural(n, categoryOf(f['category']).short.toLowerCase()) : plural(n, 'appareil');
const num = (value: unknown): number => Number(value ?? 0);

export const allocationSentences: Sentences = {
  'allocation.appointment_day': () => 'Choisissez un jour, d’aujourd’hui à dans un an.',
  'allocation.appointment_hour': () => 'Écrivez une heure, comme 09:30.',
  'allocation.appointment_not_past': () =>
    'Ce rendez-vous n’est pas encore passé, ou a été déplacé ou annulé. Rechargez la page.',
  'allocation.no_absence': () => 'Aucune absence n’est enregistrée pour ce rendez-vous. Rechargez la page.',
  'allocation.appointment_not_kept': () =>
    'Cet appareil n’est plus gardé : quelqu’un vient de le remettre. Rechargez la page et choisissez-en un autre.',
  'allocation.same_reference': () => 'C’est déjà cette référence. Choisissez-en une autre.',
  'allocation.never_switched_on_missing': () =>
    'Cochez que personne n’a allumé l’appareil. S’il a été allumé, notez un retour : il devra être effacé.',
  'allocation.handover_moved_on': () =>
    'Il s’est passé autre chose depuis cette remise (panne, inventaire, trajet) : elle ne s’annule plus. Notez un retour.',
  'allocation.repaired_for_a_person': () =>
    'Cet appareil est réparé pour une personne : renvoyez-le à sa structure, qui le lui rend. Il n’entre pas en stock.',
  'allocation.handover_not_undone': () => 'Cette remise ne s’annule pas. Notez un retour.',
  'allocation.swap_unsigned_missing': () => 'Faites signer la personne, ou dites pourquoi elle ne signe pas.',
  'allocation.undone_too_late': () => 'Une remise s’annule jusqu’à la fin du jour ouvré suivant. Notez un retour.',
  'allocation.handover_stays': () =>
    'Une remise reste comme elle a été signée. Sa référence se corrige depuis sa page.',
  'allocation.quota_exceeded': (f) =>
    `Le quota de la structure est atteint : ${num(f['used'])} sur ${what(f, num(f['allowed']))} pour cette période. Augmentez le quota, ou attendez la période suivante.`,
  'allocation.no_quota_to_copy': (f) => `Rien à copier : les quotas de ${f['year']} sont déjà dans l’année suivante.`,
  'allocation.quota_passed': () =>
    'Le quota de cette période serait dépassé. Rechargez la page : quelqu’un d’autre vient peut-être de réserver un appareil.',
  'allocation.quota_below_used': (f) =>
    `${num(f['used'])} places sont déjà prises : le quota ne peut pas être plus petit.`,
  'allocation.quota_was_used': (f) =>
    f['used']
      ? `Des appareils ont déjà été réservés sur ce quota : sa structure ne change plus. Mettez-le à ${num(f['used'])}, et écrivez un autre quota pour la bonne structure.`
      : 'Des appareils ont déjà été réservés sur ce quota : sa structure ne change plus. Mettez-le à ce qui est pris, et écrivez un autre quota pour la bonne structure.',
  'allocation.quota_days_used': () =>
    'Des appareils ont été réservés en dehors de ces dates. Gardez ces jours dans la période.',
  'allocation.quota_stays': () =>
    'La structure et les dates d’un quota ne changent que par une correction, avec sa raison.',
  'allocation.same_quota': () => 'C’est déjà ce quota. Changez le nombre, la structure ou les dates.',
  'allocation.structure_unknown': () => 'Choisissez une structure dans la liste.',
  'allocation.merge_two_quotas': () =>
    'Il lui reste des quotas : dites s’ils s’ajoutent à ceux de la structure qui reste.',
  'allocation.quota_overlaps': () =>
    'Un autre quota couvre déjà une partie de ces jours. Changez les dates, ou modifiez l’autre quota.',
  'allocation.quota_invalid': () => 'Écrivez un nombre entier entre 0 et 100 000.',
  'allocation.period_backwards': () => 'La fin vient avant le début. Corrigez l’une des deux dates.',
  'allocation.used_is_the_ledger': () =>
    'Ce qui est utilisé d’un quota ne s’écrit pas : il se compte, appareil par appareil.',
  'allocation.unit_without_quota': () =>
    'Un appareil réservé sans place dans le quota : rien n’a été enregistré. Recommencez.',
  'allocation.category_unknown': () => 'Choisissez un type d’appareil dans la liste.',
  'allocation.counter_without_capacity': () =>
    'Dites d’abord à quel titre la banque reçoit, dans « Règles » : c’est ce qui lui permet d’équiper des personnes elle-même.',
  'allocation.counter_exists': () =>
    'Le guichet de la banque existe déjà. S’il a été fermé, rouvrez-le dans « Réglages, Organisations et personnes ».',
  'allocation.counter_without_staff': () => 'Choisissez au moins une personne.',
  'allocation.part_quantity_invalid': (f) => `Écrivez un nombre entier entre 0 et ${num(f['max'])}.`,
  'allocation.part_empty': () => 'Accordez au moins un appareil. Pour n’en accorder aucun, refusez la demande.',
  'allocation.proposal_reason_missing': () => 'Dites pourquoi cet appareil ne va pas.',
  'allocation.quantity_invalid': (f) => `Écrivez un nombre entier entre 1 et ${num(f['max'])}.`,
  'allocation.need_unknown': () => 'Choisissez les usages parmi ceux qui sont proposés.',
  'allocation.urgency_unknown': () => 'Choisissez « normale » ou « prioritaire ».',
  'allocation.lines_missing': (f) => `Demandez au moins un appareil, sur ${num(f['max'])} lignes au plus.`,
  'allocation.place_unknown': () => 'Choisissez un lieu de votre structure.',
  'allocation.run_ended': () => 'Ce calcul est déjà fini. Rechargez la page pour voir ce qu’il propose.',
  'allocation.request_not_now': (f) =>
    `La demande ${f['number']} est « ${REQUEST_STATES[f['state'] as RequestState]?.label ?? f['state']} » : cette action n’est plus possible. Rechargez sa page.`,
  'allocation.request_settled': () =>
    'La demande est partie à la banque : elle ne se modifie plus. Annulez-la et refaites-en une.',
  'allocation.request_stays': () => 'Le numéro et la structure d’une demande ne changent jamais.',
  'allocation.no_change_without_history': () => 'Ce changement n’a pas été noté dans l’histoire : il est refusé.',
  'allocation.refusal_reason_missing': () => 'Choisissez la raison du refus : la structure la lira.',
  'allocation.note_too_long': (f) => `Ce texte est trop long : ${num(f['max'])} caractères au plus.`,
  'allocation.already_on_its_way': (f) =>
    `Un appareil de la demande ${f['number']} est déjà parti ou remis. Attendez son retour, ou remettez-le.`,
  'allocation.unit_settled': () =>
    'Cet appareil est déjà remis ou sa demande est close : le bénéficiaire ne change plus.',
  'allocation.device_taken': (f) =>
    `${f['code'] ? `${f['code']} n’est` : 'Cet appareil n’est'} plus libre : quelqu’un vient de le réserver. Choisissez-en un autre.`,
  'allocation.unit_taken': (f) =>
    `Un appareil est déjà réservé pour cette ligne${f['number'] ? ` de la demande ${f['number']}` : ''}. Rechargez la page.`,
  'allocation.unit_not_approved': (f) =>
    `La demande ${f['number'] ?? ''} n’attend plus d’appareil pour cette ligne. Rechargez la page.`,
  'allocation.not_at_the_bank': (f) =>
    `${f['code']} n’est ni à la banque ni à un atelier. Faites-le revenir par un lot avant de le réserver.`,
  'allocation.other_category': (f) =>
    `${f['code']} n’est pas du type demandé (${isCategory(f['category']) ? categoryOf(f['category']).label.toLowerCase() : ''}).`,
  'allocation.nothing_left': () =>
    'Plus aucune de ces propositions n’est possible : quelqu’un a été plus rapide, ou le quota est atteint. Voici les nouvelles.',
  'allocation.nothing_chosen': () => 'Cochez au moins un appareil.',
  'allocation.not_reserved': (f) =>
    `Un appareil choisi est « ${STATES[f['state'] as State]?.label ?? f['state']} » : il n’est plus à livrer. Rechargez la page.`,
  'allocation.several_structures': () => 'Une livraison va à une seule structure. Cochez les appareils d’une seule.',
  'allocation.several_places': () =>
    'Une livraison va à un seul lieu, et ces appareils sont demandés pour plusieurs lieux. Faites une livraison par lieu.',
  'allocation.no_request_behind': (f) =>
    `${f['code']} n’est réservé pour aucune demande acceptée de votre structure. Demandez à la banque de le réserver.`,
  'allocation.reference_unknown': () =>
    'Aucune personne de votre structure n’a cette référence. Vérifiez les cinq caractères après « R- ».',
  'allocation.beneficiary_missing': () => 'Choisissez une personne déjà enregistrée, ou « Nouvelle personne ».',
  'allocation.age_band_unknown': () => 'Choisissez une tranche d’âge dans la liste.',
  'allocation.situation_unknown': () => 'Choisissez une situation dans la liste.',
  'allocation.commune_too_long': (f) => `Le nom de la commune est trop long : ${num(f['max'])} caractères au plus.`,
  'allocation.commune_code_malformed': () =>
    'Le code INSEE a cinq caractères, comme 92007 ou 2A004. Laissez vide si vous ne le connaissez pas.',
  'allocation.identity_too_long': (f) => `Ce texte est trop long : ${num(f['max'])} caractères au plus.`,
  'allocation.price_invalid': () => 'Écrivez un prix en euros, plus grand que zéro.',
  'allocation.criterion_unknown': () => 'Choisissez un critère dans la liste.',
  'allocation.sale_forbidden': () =>
    'Cet appareil vient d’un organisme public : il se donne. Il ne se vend qu’à une personne en précarité : choisissez le critère que vous attestez.',
  'allocation.bank_gives': () =>
    'Cette banque donne : elle ne vend rien. L’administration de la banque le règle dans « Règles ».',
  'allocation.bank_may_not_resell': () =>
    'Cet appareil vient d’un organisme public. Pour le vendre à prix solidaire, la banque doit être reconnue d’utilité publique, ou d’intérêt général avec des statuts qui visent les personnes en précarité : elle ne l’a pas dit dans « Règles ». Donnez-le.',
  'allocation.structure_may_not_resell': () =>
    'Cet appareil vient d’un organisme public. Aucun texte entré par la banque ne permet à une structure de le vendre : donnez-le.',
  'allocation.no_price': () => 'La grille de la banque n’a pas de prix pour cet appareil : il se donne.',
  'allocation.sale_box_missing': (f) =>
    `Aucun appareil ne se vend : il manque à la banque l’encadré sur les garanties, que l’acte de vente doit porter${f['source'] ? ` (${f['source']})` : ''}. L’administration de la banque entre ce texte dans « Règles, Ce que dit la loi » ; un juriste le relit.`,
  'allocation.seller_address_missing': () =>
    'L’acte de vente porte l’adresse postale du vendeur, et la vôtre n’est pas connue. Qui gère votre organisation l’écrit dans « Réglages, Adresse et horaires ».',
  'allocation.paid_by_missing': () => 'Dites qui paie : l’acheteur, ou la structure.',
  'allocation.price_not_of_grid': (f) =>
    `Le prix est celui de la grille de la banque${f['cents'] ? ` : ${formatEuros(num(f['cents']))}` : ''}. Personne ne peut en taper un autre.`,
  'allocation.price_above_ceiling': (f) =>
    `Le prix dépasse le plafond solidaire de ${formatEuros(num(f['ceilingCents']))} pour cet appareil.`,
  'allocation.signature_missing': () =>
    'Faites signer la personne, ou photographiez le papier signé, ou cochez la confirmation.',
  'allocation.signature_unreadable': () =>
    'Le dessin de la signature n’a pas pu être lu. Choisissez « Recommencer » et faites signer de nouveau.',
  'allocation.original_place_missing': (f) =>
    `Écrivez où le papier signé est rangé, en ${num(f['max'])} caractères au plus : c’est lui qui fait foi.`,
  'allocation.no_original': () =>
    'Cette remise n’a pas été signée sur papier, ou sa feuille est déjà effacée : il n’y a pas d’original à ranger.',
  'allocation.signature_photo_unreadable': (f) =>
    `Cette photo n’a pas pu être lue. Envoyez une image JPEG ou PNG, ou un PDF, de ${num(f['megabytes'])} Mo au plus.`,
  'allocation.password_wrong': () => 'Ce n’est pas votre mot de passe. Rien n’a été remis : recommencez.',
  'allocation.not_handed_over': (f) => `${f['code']} n’est chez personne : il n’y a rien à remplacer.`,
  'allocation.replacement_not_here': () =>
    'L’appareil de remplacement doit être livré et libre chez vous. Choisissez-en un autre.',
  'allocation.replacement_promised': (f) =>
    f['because'] === 'appointment'
      ? `${showAssetCode(String(f['code']))} est promis : une personne a rendez-vous pour venir le chercher. Choisissez-en un autre.`
      : `${showAssetCode(String(f['code']))} est promis à la personne pour qui il a été demandé. Choisissez-en un autre.`,
};
