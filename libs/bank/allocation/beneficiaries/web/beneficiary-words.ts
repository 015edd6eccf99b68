import { AGE_BANDS, type AgeBand, type BeneficiaryView, SITUATIONS, type Situation } from '#bank/allocation';
import type { FieldChange } from '#bank/devices';
import { replacedWords } from '#platform/ui';

/** « 70 ans et plus · retraité · Bagneux »: what figures know, never who. */
export const beneficiaryWords = (b: Pick<BeneficiaryView, 'ageBand' | 'situation' | 'commune'>): string =>
  [
    b.ageBand === 'non_communique' ? '' : AGE_BANDS[b.ageBand],
    b.situation === 'non_communique' ? '' : SITUATIONS[b.situation].toLowerCase(),
    b.commune,
  ]
    .filter(Boolean)
    .join(' · ');

/** « Nom : « A » remplacé par « B » », of one change; a commune's code says nothing that its name does not. */
export function personChangeWords({ field, before, after }: FieldChange): string[] {
  const said = FIELDS[field];
  return said ? [`${said.label} : ${replacedWords(before && said.words(before), after && said.words(after))}`] : [];
}

const asIs = (value: string): string => value;
const FIELDS: Readonly<Record<string, { readonly label: string; readonly words: (value: string) => string }>> = {
  ageBand: { label: 'Tranche d’âge', words: (value) => AGE_BANDS[value as AgeBand] ?? value },
  situation: { label: 'Situation', words: (value) => SITUATIONS[value as Situation] ?? value },
  commune: { label: 'Commune', words: asIs },
  name: { label: 'Nom', words: asIs },
  contact: { label: 'Contact', words: asIs },
};
