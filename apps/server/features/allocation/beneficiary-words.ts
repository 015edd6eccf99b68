import { AGE_BANDS, type BeneficiaryView, SITUATIONS } from '#allocation';

/** « 70 ans et plus · retraité · Bagneux »: what figures know, never who. */
export const beneficiaryWords = (b: Pick<BeneficiaryView, 'ageBand' | 'situation' | 'commune'>): string =>
  [
    b.ageBand === 'non_communique' ? '' : AGE_BANDS[b.ageBand],
    b.situation === 'non_communique' ? '' : SITUATIONS[b.situation].toLowerCase(),
    b.commune,
  ]
    .filter(Boolean)
    .join(' · ');

/** References as the choices of a select. */
export const beneficiaryChoices = (people: readonly BeneficiaryView[]): { value: string; label: string }[] =>
  people.map((b) => ({ value: b.id, label: [b.reference, beneficiaryWords(b)].filter(Boolean).join(' · ') }));
