import { DECISION_KINDS } from '#bank/intake';
import { choice, day, fields, one, SigningDto, text } from '#platform/http';
import { CANCEL_RECEIPT_REASONS, CHECKED_HOW, TYPED_HOW } from '../receipt.views.js';

export class DeclaredValueDto extends fields({
  value: text({
    filled: true,
    max: 40,
    label: 'Valeur',
    hint: 'Exemple : 1 271,80',
    unit: '€',
    inputmode: 'decimal',
    width: 'short',
    about: 'Euros as people write them: `1 271,80`.',
  }),
  declaredOn: day({ label: 'Déclarée le', about: 'The day on which the donor said so.' }),
  how: choice(TYPED_HOW, { label: 'Comment', layout: 'inline', wrong: 'Dites comment le donateur l’a déclarée.' }),
}) {}

export class ValueCheckDto extends fields({
  checkedHow: choice(CHECKED_HOW, {
    label: 'Comment avez-vous vérifié cette valeur ?',
    hint: 'Avant tout reçu, la banque vérifie la valeur que déclare un particulier. Si elle vous paraît fausse, demandez-lui une autre valeur et notez-la.',
    wrong: 'Dites comment vous l’avez vérifiée.',
  }),
  valueId: one({ optional: true, about: 'The declaration that was read: a newer one is not checked unseen.' }),
}) {}

/** Asked of a person, and left out by a program where it is known. */
const stated = (max: number, label: string, hint: string) => text({ max, label, hint, optional: true, required: true });

/** Whom a receipt is made out to. A company's name, form and number may be left out when they are known. */
export class ReceiptDto extends fields(
  {
    name: stated(200, 'Dénomination', 'Comme au registre du commerce ou dans les statuts'),
    legalForm: stated(100, 'Forme juridique', 'Exemple : SAS, SARL, association'),
    siren: stated(20, 'SIREN', '9 chiffres. Sans lui, pas de reçu.'),
    address: stated(300, 'Adresse', 'Numéro, rue, code postal, ville'),
    valueId: one({ optional: true, about: 'The declaration that was read: a newer one is not signed unseen.' }),
  },
  SigningDto,
) {}

const reason = choice(CANCEL_RECEIPT_REASONS, {
  label: 'Pourquoi ne doit-il plus compter ?',
  select: 'Choisissez',
  wrong: 'Dites pourquoi.',
});

export class CancelReceiptDto extends fields({ reason }, SigningDto) {}

export class ReplaceReceiptDto extends fields({ reason }, ReceiptDto) {}

export const identityOf = (form: ReceiptDto) => ({
  name: form.name ?? '',
  address: form.address ?? '',
  legalForm: form.legalForm ?? '',
  siren: form.siren ?? '',
  valueId: form.valueId,
  password: form.password,
});

/** A year out of an address; NaN for anything else, which no service takes. */
export const yearOf = (text: string): number => (/^\d{4}$/.test(text) ? Number(text) : Number.NaN);

export class DonorDecisionDto extends fields({
  kind: choice(DECISION_KINDS, { label: 'Acte', select: '', wrong: 'intake.decision_kind_unknown' }),
  assembly: text({
    max: 120,
    optional: true,
    width: 'medium',
    label: 'Qui a décidé',
    hint: 'Comme l’acte le dit : conseil municipal, conseil départemental, maire. Pas de nom de personne. Vide, la convention laisse la place de l’écrire.',
    about: 'The assembly or authority that decided: `conseil municipal`.',
  }),
  number: text({
    max: 60,
    width: 'medium',
    label: 'Numéro',
    hint: 'Comme le donateur l’écrit : 2026-118',
    about: 'As the donor numbers it: `2026-118`.',
    wrong: 'intake.decision_number_missing',
  }),
  on: day({ label: 'Date de l’acte', about: 'The day of the decision, as `YYYY-MM-DD`.', wrong: 'intake.date_wrong' }),
}) {}

export class RepresentativeDto extends fields({
  name: text({
    max: 120,
    id: 'representant-nom',
    width: 'medium',
    label: 'Prénom et nom',
    missing: 'Écrivez le nom de la personne.',
  }),
  quality: text({
    max: 120,
    id: 'representant-qualite',
    width: 'medium',
    label: 'Qualité',
    hint: 'Exemple : maire, présidente, directeur général',
    missing: 'Écrivez sa qualité : maire, directrice…',
  }),
  from: day({
    optional: true,
    required: true,
    id: 'representant-depuis',
    label: 'Depuis le',
    about: 'From which day, as `YYYY-MM-DD`; left out: today.',
    wrong: 'intake.date_wrong',
  }),
}) {}
