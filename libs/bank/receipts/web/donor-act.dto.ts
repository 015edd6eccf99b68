import { DECISION_KINDS } from '#bank/intake';
import { choice, day, fields, text } from '#platform/http';

/** By what a public donor decided its gift. */
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

/** Who represents a donor, as it said. */
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
