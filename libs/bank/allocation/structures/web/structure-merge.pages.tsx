import type { MergedStructure } from '#bank/allocation';
import { MERGED_QUOTAS } from '#bank/allocation';
import { CORRECTIONS } from '#bank/corrections';
import type { OrganisationView } from '#bank/people';
import { type Again, AskPage, ChoiceField, Notice, optionsOf, SelectField } from '#platform/ui';
import { ReasonField } from '../../../corrections/web/reason-field.js';

const trail = (s: OrganisationView, label: string) => [
  { label: 'Quotas', href: '/quotas' },
  { label: s.name, href: `/quotas/${s.id}` },
  { label },
];
const nameOf = (s: OrganisationView): string => [s.name, s.commune].filter(Boolean).join(' · ');

/** Which of the two structures stays? */
export function MergeStructurePage(
  props: Again & { structure: OrganisationView; others: readonly OrganisationView[] },
) {
  const { structure: s, others, problems, values = {} } = props;
  const { label, icon } = CORRECTIONS.structure_merged;
  return (
    <AskPage
      title={label}
      lead={nameOf(s)}
      trail={trail(s, 'Réunir')}
      intro={
        <Notice tone="attention" title={`« ${s.name} » sera fermée. L’autre reste.`}>
          Il faut que plus rien n’y soit en cours : ni demande, ni appareil, ni personne accompagnée. Ce qui est fini se
          lira chez celle qui reste. Si c’est l’autre qui doit partir, ouvrez-la. Cela s’annule pendant un jour.
        </Notice>
      }
      action={`/quotas/${s.id}/doublon`}
      problems={problems}
      values={values}
      does={{ label: 'Réunir les deux structures', look: 'danger', icon }}
      back={{ href: `/quotas/${s.id}` }}
    >
      <SelectField
        name="into"
        label="La structure qui reste"
        required
        empty="Choisir une structure"
        options={others.map((one) => ({ value: one.id, label: nameOf(one) }))}
      />
      <ChoiceField
        name="quotas"
        label="S’il lui reste des quotas, les ajouter à ceux de l’autre ?"
        options={optionsOf(MERGED_QUOTAS)}
      />
      <ReasonField kind="structure_merged" />
    </AskPage>
  );
}

/** They are two structures after all. */
export function SeparateStructurePage(props: Again & { structure: OrganisationView; stays: string }) {
  const { structure: s, stays, problems, values = {} } = props;
  const { label, icon } = CORRECTIONS.structure_unmerged;
  return (
    <AskPage
      title={label}
      lead={nameOf(s)}
      trail={trail(s, 'Séparer')}
      intro={
        <p class="hint">
          Pendant un jour seulement. La structure est de nouveau ouverte ; les quotas ajoutés à l’autre sont retirés.
        </p>
      }
      action={`/quotas/${s.id}/separation`}
      problems={problems}
      values={values}
      does={{ label: 'Séparer les deux structures', icon }}
      back={{ href: `/quotas/${stays}` }}
    >
      <ReasonField kind="structure_unmerged" />
    </AskPage>
  );
}

/** What was merged into a structure, and the way back while there is one. */
export function MergedStructures({ merged }: { merged: readonly MergedStructure[] }) {
  return (
    <>
      {merged.map((one) => (
        <p key={one.id} class="hint">
          Réunie avec « {one.name} ».{' '}
          {one.fresh ? <a href={`/quotas/${one.id}/separation`}>{CORRECTIONS.structure_unmerged.label}</a> : null}
        </p>
      ))}
    </>
  );
}
