import type { ComponentChildren } from 'preact';
import type { CorrectionKind } from '#bank/corrections';
import { AskPage, ErrorSummary, FormPage, type FormState, HiddenField } from '#platform/ui';
import { Chosen, type PersonChoice, PersonPicker } from '../../allocation/beneficiaries/web/person-picker.js';
import { ReasonField } from './reason-field.js';

/** What was handed out is with the right person and the noted reference was wrong: who has it, then why. */
export function WrongPersonPage({
  title,
  about: { back, ...head },
  here,
  kind,
  pick,
  newHref,
  problems,
  values = {},
  children,
}: FormState & {
  title: string;
  about: Pick<Parameters<typeof AskPage>[0], 'lead' | 'trail' | 'back'>;
  here: string;
  kind: CorrectionKind;
  pick: PersonChoice;
  newHref: string;
  children: ComponentChildren;
}) {
  const intro = <p class="hint">{children}</p>;
  if (!pick.chosen)
    return (
      <FormPage title={title} {...head}>
        {intro}
        <ErrorSummary problems={problems} />
        <PersonPicker pick={pick} here={here} newHref={newHref} />
      </FormPage>
    );
  return (
    <AskPage
      title={title}
      {...head}
      back={back}
      intro={intro}
      action={here}
      problems={problems}
      values={values}
      does={{ label: 'Corriger la référence', icon: 'check' }}
    >
      <Chosen pick={pick} here={here} />
      {/* A hand-over is corrected by the reference, a card by the person. */}
      <HiddenField name="reference" value={pick.chosen.reference} />
      <ReasonField kind={kind} />
    </AskPage>
  );
}
