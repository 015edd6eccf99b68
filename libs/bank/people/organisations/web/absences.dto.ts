import { day, fields, one } from '#platform/http';

/** Somebody is away, and who takes over: memberships. Whoever is not named is oneself. */
export class AbsenceDto extends fields({
  membershipId: one({
    optional: true,
    required: true,
    label: 'Qui sera absent ?',
    select: '',
    wrong: 'people.deputy_not_a_colleague',
  }),
  deputyId: one({ label: 'Qui remplace ?', select: 'Choisir une personne', wrong: 'people.deputy_not_a_colleague' }),
  from: day({ real: true, label: 'Premier jour' }),
  until: day({ real: true, label: 'Dernier jour' }),
}) {}
