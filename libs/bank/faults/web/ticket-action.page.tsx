import { type HandoverMode, REPLACEMENT_PROMISES, UNSIGNED_WHY } from '#bank/allocation';
import { deviceWords, showAssetCode } from '#bank/devices';
import {
  CLOSE_REASONS,
  closeReasonsFrom,
  FILES,
  type PlaceChoice,
  PROBLEMS,
  type ReplacementChoice,
  SOLUTIONS,
  TICKET_LIFECYCLE,
  TICKET_STATES,
  type TicketVerb,
  type TicketView,
} from '#bank/faults';
import type { EndingOf } from '#platform/kernel';
import {
  type Again,
  AskPage,
  ChoiceField,
  Disclosure,
  Ends,
  Fieldset,
  type IconName,
  Notice,
  optionsOf,
  ScanField,
  SelectField,
  SignaturePad,
  SigningPassword,
} from '#platform/ui';
import { ReasonField } from '../../corrections/web/reason-field.js';

/** What each verb that ends a fault ends, before it is confirmed. */
const TICKET_ENDINGS: Readonly<Record<EndingOf<typeof TICKET_LIFECYCLE>, (t: TicketView) => readonly string[]>> = {
  close: (t) => [
    `Plus personne ne s’occupe de cette panne. La personne lit : « ${TICKET_STATES.closed.plain} »`,
    t.state === 'device_in'
      ? 'L’appareil est chez vous et ne sera pas rendu : il reste à le faire partir.'
      : 'L’appareil reste où il est.',
    ...(t.others.length
      ? [`L’autre panne du même appareil reste ouverte : ${t.others.map((o) => o.number).join(', ')}.`]
      : []),
    'La panne peut être rouverte.',
  ],
  swap: () => [
    'L’ancien appareil revient chez vous, et ne retourne pas à la personne.',
    `La panne est finie. La personne lit : « ${TICKET_STATES.swapped.plain} »`,
  ],
};

interface ActionProps extends Again {
  ticket: TicketView;
  verb: TicketVerb;
  places: readonly PlaceChoice[];
  replacements: readonly ReplacementChoice[];
  /** Of `swap`: how the person has the device. */
  mode: HandoverMode | null;
}

/** One action on one fault, and the one thing it needs to know. */
export function TicketActionPage(props: ActionProps) {
  const { ticket: t, verb } = props;
  const { label, icon, ends } = TICKET_LIFECYCLE.step(verb);
  return (
    <AskPage
      title={label}
      lead={`${t.number} · ${PROBLEMS[t.problem].label}${t.deviceCode ? ` · ${showAssetCode(t.deviceCode)}` : ''}`}
      trail={[{ label: 'Pannes', href: '/pannes' }, { label: t.number, href: `/pannes/${t.id}` }, { label }]}
      action={`/pannes/${t.id}/actions/${verb}`}
      problems={props.problems}
      values={props.values}
      does={{ label, icon: icon as IconName, look: ends ? 'danger' : 'primary' }}
      back={{ href: `/pannes/${t.id}` }}
      multipart={verb === 'swap'}
      intro={
        verb === 'close' || verb === 'swap' ? (
          <Ends of={TICKET_LIFECYCLE.step(verb)} lines={TICKET_ENDINGS[verb](t)} />
        ) : null
      }
    >
      <Question {...props} />
    </AskPage>
  );
}

function Question({ ticket: t, verb, places, replacements, mode, problems, values = {} }: ActionProps) {
  if (verb === 'assign') {
    return (
      <>
        <p>Sur l’étiquette, la personne a lu « {t.typed} ».</p>
        <ScanField name="label" label="Code, ancien numéro ou numéro de série de l’appareil" required />
      </>
    );
  }
  if (verb === 'take_in') {
    return (
      <>
        <p>
          Dites à la personne que ses fichiers peuvent être perdus pendant la réparation, et proposez-lui de les copier
          avant. L’appareil lui reviendra : la remise continue.
        </p>
        <SelectField
          name="placeId"
          label="Où le posez-vous ?"
          required
          empty="Choisir un lieu"
          value={values['placeId'] ?? (places.length === 1 ? places[0]!.id : '')}
          options={places.map((p) => ({ value: p.id, label: p.name }))}
        />
      </>
    );
  }
  if (verb === 'swap') return <Replacement {...{ replacements, mode, problems, values }} />;
  if (verb === 'close') {
    return (
      <ChoiceField
        name="reason"
        label="Pourquoi ?"
        required
        options={closeReasonsFrom(t.state).map((r) => ({ value: r, label: CLOSE_REASONS[r] }))}
      />
    );
  }
  if (verb === 'reopen') return <ReasonField kind="ticket_reopened" />;
  return (
    <>
      <ChoiceField name="solution" label="Qu’est-ce qui a réglé la panne ?" required options={optionsOf(SOLUTIONS)} />
      {verb === 'give_back' ? (
        <ChoiceField name="files" label="Et les fichiers de la personne ?" required options={optionsOf(FILES)} />
      ) : null}
    </>
  );
}

function Replacement({
  replacements,
  mode,
  problems,
  values,
}: Pick<ActionProps, 'replacements' | 'mode' | 'problems' | 'values'>) {
  if (!replacements.length) {
    return (
      <Notice tone="attention" title="Aucun appareil livré n’attend chez vous.">
        <a href="/demandes">Demandez-en un à la banque</a>, puis revenez ici.
      </Notice>
    );
  }
  return (
    <>
      <ChoiceField
        name="replacementDeviceId"
        label="Par quel appareil ?"
        hint="Il va à la même personne. L’ancien revient chez vous, et chacun garde son histoire."
        required
        options={replacements.map((d) => ({
          value: d.id,
          label: showAssetCode(d.code),
          hint: deviceWords(d),
        }))}
      />
      <Fieldset legend="La personne confirme">
        <p>« {REPLACEMENT_PROMISES[mode ?? 'gift']} »</p>
        <SignaturePad
          name="signature"
          label="Signature de la personne"
          problems={problems ?? []}
          confirmation="La personne confirme ce texte sans signer."
        />
        <Disclosure
          summary="La personne ne signe pas ?"
          open={Boolean(values?.['unsigned']) || problems?.some((p) => p.field === 'unsigned')}
        >
          <ChoiceField
            name="unsigned"
            label="Pourquoi elle ne signe pas"
            hint="L’attestation le dira."
            options={optionsOf(UNSIGNED_WHY)}
          />
        </Disclosure>
      </Fieldset>
      <SigningPassword act="hand_over" />
    </>
  );
}
