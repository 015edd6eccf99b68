import { IsObject } from 'class-validator';
import { CATEGORY_WORDS } from '#bank/devices';
import {
  COLLECTION_MODES,
  INTAKE_REFUSAL_REASONS,
  LOCK_KINDS,
  type LockKind,
  REFUSAL_FATES,
  type ReleaseAnswer,
} from '#bank/intake';
import { choice, day, fields, text, whole } from '#platform/http';

export class PlanCollectionDto extends fields({
  on: day({ label: 'Quel jour ?', about: 'As `YYYY-MM-DD`.', missing: 'Choisissez le jour.' }),
  mode: choice(COLLECTION_MODES, {
    label: 'Comment vient-il ?',
    wrong: 'Dites si on va le chercher ou si le donateur l’apporte.',
  }),
  from: text({ max: 8, optional: true, optionalUnsaid: true, label: 'De', about: '`9:30`' }),
  to: text({ max: 8, optional: true, optionalUnsaid: true, label: 'À' }),
  address: text({
    max: 200,
    optional: true,
    optionalUnsaid: true,
    label: 'Adresse',
    hint: 'Le numéro et la rue ; l’étage, l’entrée.',
  }),
  postalCode: text({
    max: 10,
    optional: true,
    optionalUnsaid: true,
    label: 'Code postal',
    width: 'short',
    inputmode: 'numeric',
    maxlength: 5,
  }),
  communeCode: text({ max: 5, optional: true, about: 'INSEE code; or `commune`, as typed.' }),
  commune: text({ max: 100, optional: true }),
  contactId: text({ max: 36, optional: true, about: "One of the donor's contacts." }),
  bring: text({
    max: 300,
    optional: true,
    rows: 2,
    label: 'Ce qu’il faut apporter',
    hint: 'Chariot, cartons, film de protection, étiquettes…',
  }),
}) {}

export class RefusalDto extends fields({
  category: choice(CATEGORY_WORDS, {
    label: 'Quoi ?',
    select: 'Choisir',
    width: 'medium',
    wrong: 'Choisissez le type d’appareil.',
  }),
  quantity: whole({
    min: 1,
    max: 100_000,
    label: 'Combien ?',
    maxlength: 6,
    wrong: 'Écrivez combien.',
    beyond: '100 000 au plus.',
  }),
  reason: choice(INTAKE_REFUSAL_REASONS, { label: 'Pourquoi ?', wrong: 'Choisissez pourquoi.' }),
  fate: choice(REFUSAL_FATES, { label: 'Où va-t-il ?', layout: 'inline', wrong: 'Dites où part ce qui est refusé.' }),
  note: text({
    max: 200,
    optional: true,
    label: 'Marque, numéro de série',
    hint: 'Pour le reconnaître. Pas de nom de personne.',
    about: "Make, serial. Nobody's name.",
    wrong: '200 caractères au plus.',
  }),
}) {}

/** What the donor says of each lock: `done`, `not_concerned` or `not_yet`. */
export class ReleaseDto {
  @IsObject() answers: Partial<Record<LockKind, ReleaseAnswer>>;
}

export const releaseAnswers = (body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(LOCK_KINDS.filter((item) => body[item]).map((item) => [item, body[item]]));
