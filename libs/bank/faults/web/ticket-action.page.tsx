import { type HandoverMode, REPLACEMENT_PROMISES, type ShelfDevice } from '#bank/allocation';
import { deviceWords, showAssetCode, showLabel } from '#bank/devices';
import {
  closeReasonsFrom,
  findingsOf,
  followWords,
  type PlaceChoice,
  PROBLEMS,
  TICKET_LIFECYCLE,
  type TicketAct,
  type TicketView,
} from '#bank/faults';
import type { EndingOf } from '#platform/kernel';
import {
  AskPage,
  Disclosure,
  Ends,
  Fieldset,
  FieldsOf,
  type FormState,
  formatDate,
  type IconName,
  Notice,
  plural,
  SignaturePad,
  SigningPassword,
} from '#platform/ui';
import { ReasonField } from '../../corrections/web/reason-field.js';
import { TICKET_ASKS, TicketActionDto } from './faults.dto.js';

const TICKET_ENDINGS: Readonly<Record<EndingOf<typeof TICKET_LIFECYCLE>, (t: TicketView) => readonly string[]>> = {
  close: (t) => [
    `Plus personne ne s’occupe de cette panne. La personne lit : « ${followWords('closed')} »`,
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
    `La panne est finie. La personne lit : « ${followWords('swapped')} »`,
  ],
};

interface ActionProps extends FormState {
  ticket: TicketView;
  verb: TicketAct;
  places: readonly PlaceChoice[];
  shelf: readonly ShelfDevice[];
  mode: HandoverMode | null;
  colleagues: readonly PlaceChoice[];
}

export function TicketActionPage(props: ActionProps) {
  const { ticket: t, verb } = props;
  const { label, icon, ends } = TICKET_LIFECYCLE.transition(verb);
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
          <Ends of={TICKET_LIFECYCLE.transition(verb)} lines={TICKET_ENDINGS[verb](t)} />
        ) : null
      }
    >
      <Question {...props} />
    </AskPage>
  );
}

function Question(props: ActionProps) {
  const { ticket: t, verb, places, colleagues, values = {} } = props;
  if (verb === 'swap') return <Replacement {...props} />;
  if (verb === 'reopen') return <ReasonField kind="ticket_reopened" />;
  return (
    <>
      {verb === 'assign' && t.typed ? <p>Sur l’étiquette, la personne a lu « {showLabel(t.typed)} ».</p> : null}
      {verb === 'entrust' && !colleagues.length ? (
        <Notice tone="info" title="Vous êtes seul ici.">
          Personne d’autre ne travaille dans votre organisation.
        </Notice>
      ) : null}
      {verb === 'take_in' ? (
        <p>
          Dites à la personne que ses fichiers peuvent être perdus pendant la réparation, et proposez-lui de les copier
          avant. L’appareil lui reviendra : la remise continue.
        </p>
      ) : null}
      <FieldsOf
        form={TicketActionDto}
        only={TICKET_ASKS[verb]}
        but={{
          placeId: {
            value: values['placeId'] ?? (places.length === 1 ? places[0]!.id : ''),
            options: places.map((p) => ({ value: p.id, label: p.name })),
          },
          reason: { among: closeReasonsFrom(t.state) },
          found: {
            among: findingsOf(t.category),
            value: values['found'] ?? t.found ?? '',
            required: verb === 'diagnose',
          },
          reportId: { options: movable(t) },
          ownerId: { options: colleagues.map((p) => ({ value: p.id, label: p.name })) },
          waitsFor: { value: values['waitsFor'] ?? t.waitsFor ?? '' },
          waitsUntil: { value: values['waitsUntil'] ?? t.waitsUntil ?? '' },
        }}
      />
    </>
  );
}

/** The reports of a fault but the one that gave it its number, each with what tells it from the others. */
const movable = (t: TicketView) =>
  t.reports
    .filter((r) => r.number !== t.number)
    .map((r) => ({
      value: r.id,
      label: `${r.number} : ${PROBLEMS[r.problem].label}`,
      hint: [r.sentence ? `« ${r.sentence} »` : null, r.typed ? `étiquette : ${showLabel(r.typed)}` : null]
        .filter(Boolean)
        .join(', '),
    }));

function Replacement({
  ticket: t,
  shelf,
  mode,
  problems,
  values,
}: Pick<ActionProps, 'ticket' | 'shelf' | 'mode' | 'problems' | 'values'>) {
  const spares = shelf.filter((d) => !d.because);
  const others = shelf.filter((d) => d.because);
  if (!spares.length) {
    return (
      <>
        <Notice tone="attention" title="Aucun appareil libre n’attend chez vous.">
          <a href="/demandes">Demandez-en un à la banque</a>, puis revenez ici.
        </Notice>
        <NotSpare devices={others} />
      </>
    );
  }
  return (
    <>
      <FieldsOf
        form={TicketActionDto}
        only={['replacementDeviceId']}
        but={{
          replacementDeviceId: {
            options: spares.map((d) => ({ value: d.id, label: showAssetCode(d.code), hint: deviceWords(d) })),
          },
        }}
      />
      <NotSpare devices={others} />
      <FieldsOf
        form={TicketActionDto}
        only={['found']}
        but={{ found: { among: findingsOf(t.category), value: values?.['found'] ?? t.found ?? '' } }}
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
          <FieldsOf form={TicketActionDto} only={['unsigned']} />
        </Disclosure>
      </Fieldset>
      <SigningPassword act="hand_over" />
    </>
  );
}

const WHY_NOT_SPARE: Readonly<Record<NonNullable<ShelfDevice['because']>, (d: ShelfDevice) => string>> = {
  appointment: ({ comesOn }) => `une personne vient le chercher le ${formatDate(comesOn!)}`,
  person: ({ reference }) => `il a été demandé pour ${reference}`,
  in_deposit: () => 'le donateur n’a pas encore décidé de le donner',
  withheld: () => 'on demande de nouveau où sont ses données',
};

/** What lies there too, and why it is not among the choices; of the kind that is looked for first. */
function NotSpare({ devices }: { devices: readonly ShelfDevice[] }) {
  if (!devices.length) return null;
  return (
    <Disclosure
      summary={`${plural(devices.length, 'autre appareil n’est pas proposé', 'autres appareils ne sont pas proposés')} : pourquoi ?`}
    >
      <ul>
        {devices.map((d) => (
          <li key={d.id}>
            <a href={`/appareils/${d.code}`}>{showAssetCode(d.code)}</a>, {deviceWords(d)} :{' '}
            {WHY_NOT_SPARE[d.because!](d)}.
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
