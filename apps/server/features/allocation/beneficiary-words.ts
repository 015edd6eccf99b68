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
