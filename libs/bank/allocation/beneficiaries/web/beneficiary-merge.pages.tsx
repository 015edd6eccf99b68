import type { BeneficiaryView, MergedReference } from '#bank/allocation';
import { CORRECTIONS } from '#bank/corrections';
import { type Again, AskPage, Notice, TextField } from '#platform/ui';
import { ReasonField } from '../../../corrections/web/reason-field.js';

const trail = (b: BeneficiaryView, label: string) => [
  { label: 'Bénéficiaires', href: '/beneficiaires' },
  { label: b.reference, href: `/beneficiaires/${b.id}` },
  { label },
];

/** Which reference of the same person stays? */
export function MergeBeneficiaryPage({ person: b, problems, values = {} }: Again & { person: BeneficiaryView }) {
  const { label, icon } = CORRECTIONS.beneficiary_merged;
  return (
    <AskPage
      title={label}
      lead={`Référence ${b.reference}`}
      trail={trail(b, 'Réunir')}
      intro={
        <Notice tone="attention" title={`La référence ${b.reference} sortira des listes. L’autre reste.`}>
          Les deux mèneront à la même personne, avec tous ses appareils. Les documents déjà signés ne changent pas. Si
          c’est l’autre qui doit partir, ouvrez-la. Cela s’annule pendant un jour.
        </Notice>
      }
      action={`/beneficiaires/${b.id}/doublon`}
      problems={problems}
      values={values}
      does={{ label: 'Réunir les deux références', look: 'danger', icon }}
      back={{ href: `/beneficiaires/${b.id}` }}
    >
      <TextField
        name="into"
        label="La référence qui reste"
        hint="Une référence de votre structure, comme R-7K3F9."
        width="short"
        maxlength={20}
        required
      />
      <ReasonField kind="beneficiary_merged" />
    </AskPage>
  );
}

/** They are two people after all. */
export function SeparateBeneficiaryPage(props: Again & { person: BeneficiaryView; card: MergedReference }) {
  const { person: b, card, problems, values = {} } = props;
  const { label, icon } = CORRECTIONS.beneficiary_unmerged;
  return (
    <AskPage
      title={label}
      lead={`${card.reference} · ${b.reference}`}
      trail={trail(b, 'Séparer')}
      intro={
        <p class="hint">
          Pendant un jour seulement. Chaque référence retrouve ses appareils : aucun n’avait changé de référence.
        </p>
      }
      action={`/beneficiaires/${card.id}/separation`}
      problems={problems}
      values={values}
      does={{ label: 'Séparer les deux références', icon }}
      back={{ href: `/beneficiaires/${b.id}` }}
    >
      <ReasonField kind="beneficiary_unmerged" />
    </AskPage>
  );
}

/** The other references of a person, and the way back while there is one. */
export function OtherReferences({ person: b }: { person: BeneficiaryView }) {
  return (
    <p>
      Aussi sous{' '}
      {b.merged.map((card, i) => (
        <span key={card.id}>
          {i ? ', ' : ''}
          {card.reference}
          {card.fresh ? (
            <>
              {' · '}
              <a href={`/beneficiaires/${card.id}/separation`}>{CORRECTIONS.beneficiary_unmerged.label}</a>
            </>
          ) : null}
        </span>
      ))}
    </p>
  );
}
