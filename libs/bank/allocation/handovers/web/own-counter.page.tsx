import type { CounterStaff, OwnCounter } from '#bank/allocation';
import { AskPage, ChoiceField, type FieldProblem, Notice } from '#platform/ui';

interface Props {
  counter: OwnCounter | null;
  staff: readonly CounterStaff[];
  problems?: FieldProblem[] | undefined;
}

/** The bank hands out itself: at a counter of its own, which is a structure like the others. */
export function OwnCounterPage({ counter, staff, problems }: Props) {
  const there = staff.filter((one) => one.atCounter);
  return (
    <AskPage
      title="Le guichet de la banque"
      lead={counter ? counter.name : 'Pour remettre des appareils sans passer par une structure.'}
      trail={[{ label: 'Quotas', href: '/quotas' }, { label: 'Le guichet de la banque' }]}
      action="/attributions/guichet"
      problems={problems}
      does={{ label: counter ? 'Ajouter ces personnes' : 'Ouvrir le guichet', icon: 'store' }}
      back={{ href: '/quotas', label: 'Revenir' }}
      intro={
        <Notice tone="info" icon="store" title="Une structure de la banque, avec ses propres règles.">
          Le guichet demande, reçoit et remet comme toute structure, avec un quota. Les noms des personnes ne sont lus
          que par celles et ceux qui y travaillent. Un appareil donné par un organisme public y est donné, pas vendu.
        </Notice>
      }
    >
      {there.length ? <p>Y travaillent déjà : {there.map((one) => one.name).join(', ')}.</p> : null}
      <ChoiceField
        name="staff"
        label="Qui y travaille ?"
        multiple
        required={!there.length}
        options={staff.filter((one) => !one.atCounter).map((one) => ({ value: one.userId, label: one.name }))}
      />
    </AskPage>
  );
}
