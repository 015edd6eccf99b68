import { categoryOf } from '#bank/devices';
import type { EndingOf } from '#platform/kernel';
import { joined } from '#platform/kernel';
import {
  AskPage,
  Button,
  Ends,
  ErrorSummary,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  HiddenField,
  plural,
} from '#platform/ui';
import { Chosen, type PersonChoice, PersonPicker } from '../../beneficiaries/web/person-picker.js';
import { askedWords, needsWords } from '../../web/allocation.words.js';
import { REQUEST_LIFECYCLE } from '../request.lifecycle.js';
import type { RequestUnitView, RequestView } from '../request.views.js';
import { RefuseDto } from './requests.dto.js';

/** What each verb that ends a request ends, before it is confirmed. */
const REQUEST_ENDINGS: Readonly<Record<EndingOf<typeof REQUEST_LIFECYCLE>, (r: RequestView) => readonly string[]>> = {
  refuse: (r) => [...freed(r), 'La structure lit la raison. Elle pourra faire une autre demande.'],
  cancel: (r) => [...freed(r), 'La demande reste dans l’histoire.'],
  give_up: (r) => {
    const open = r.unitList.filter((u) => u.state === 'approved' || u.state === 'asked').length;
    const served = r.unitList.some((u) => u.state === 'fulfilled');
    if (open > 1) return ['Les autres appareils de la demande sont toujours attendus.'];
    return [
      served ? 'C’était le dernier attendu : la demande est servie.' : 'C’est le dernier : la demande est annulée.',
    ];
  },
};

function freed(r: RequestView): string[] {
  const reserved = r.unitList.filter((u) => u.state === 'approved' && u.deviceState === 'reserved').length;
  const waiting = r.unitList.filter((u) => (u.state === 'approved' || u.state === 'asked') && !u.deviceId).length;
  const served = r.unitList.filter((u) => u.state === 'fulfilled').length;
  return [
    reserved ? plural(reserved, 'appareil réservé revient en stock', 'appareils réservés reviennent en stock') : '',
    reserved ? `${plural(reserved, 'place revient', 'places reviennent')} dans le quota` : '',
    waiting ? plural(waiting, 'appareil n’est plus cherché', 'appareils ne sont plus cherchés') : '',
    served ? plural(served, 'appareil déjà remis n’est pas repris', 'appareils déjà remis ne sont pas repris') : '',
  ].flatMap((line) => (line ? [`${line}.`] : []));
}

interface DecisionProps extends FormState {
  request: RequestView;
}

const trailOf = (r: RequestView, label: string) => [
  { label: 'Demandes', href: '/demandes' },
  { label: r.number, href: `/demandes/${r.id}` },
  { label },
];

export function RefusePage({ request: r, problems, values = {} }: DecisionProps) {
  return (
    <AskPage
      title="Refuser la demande"
      lead={`${r.number} · ${r.structure} · ${askedWords(r.asked)}`}
      trail={trailOf(r, 'Refuser')}
      action={`/demandes/${r.id}/refuser`}
      problems={problems}
      values={values}
      does={{ label: 'Refuser la demande', look: 'danger', icon: 'ban' }}
      back={{ href: `/demandes/${r.id}`, label: 'Revenir' }}
      intro={<Ends of={REQUEST_LIFECYCLE.transition('refuse')} lines={REQUEST_ENDINGS.refuse(r)} />}
    >
      <FieldsOf form={RefuseDto} />
    </AskPage>
  );
}

export function CancelPage({ request: r, problems }: DecisionProps) {
  return (
    <AskPage
      title="Annuler la demande ?"
      lead={`${r.number} · ${r.structure} · ${askedWords(r.asked)}`}
      trail={trailOf(r, 'Annuler')}
      action={`/demandes/${r.id}/annuler`}
      problems={problems}
      does={{ label: 'Annuler la demande', look: 'danger', icon: 'circle-x' }}
      back={{ href: `/demandes/${r.id}`, label: 'La garder' }}
    >
      <Ends of={REQUEST_LIFECYCLE.transition('cancel')} lines={REQUEST_ENDINGS.cancel(r)} />
    </AskPage>
  );
}

export function GiveUpPage({ request: r, unit, problems }: DecisionProps & { unit: RequestUnitView }) {
  const only = { ...r, unitList: [unit] };
  return (
    <AskPage
      title="Renoncer à cet appareil ?"
      lead={joined(' · ', r.number, r.structure, categoryOf(unit.category).short, unit.reference)}
      trail={trailOf(r, 'Renoncer à un appareil')}
      action={`/demandes/${r.id}/appareils/${unit.id}/renoncer`}
      problems={problems}
      does={{ label: 'Renoncer à cet appareil', look: 'danger', icon: 'minus' }}
      back={{ href: `/demandes/${r.id}`, label: 'Le garder' }}
    >
      <Ends of={REQUEST_LIFECYCLE.transition('give_up')} lines={[...freed(only), ...REQUEST_ENDINGS.give_up(r)]} />
    </AskPage>
  );
}

export function BindPage(props: DecisionProps & { unit: RequestUnitView; pick: PersonChoice }) {
  const { request: r, unit, pick, problems } = props;
  const here = `/demandes/${r.id}/appareils/${unit.id}`;
  return (
    <FormPage
      title="Pour qui est cet appareil ?"
      lead={joined(' · ', categoryOf(unit.category).short, needsWords(unit.needs).toLowerCase())}
      trail={trailOf(r, 'Choisir la personne')}
    >
      {pick.chosen ? (
        <Form
          action={here}
          problems={problems}
          does={{ label: 'Enregistrer', icon: 'check' }}
          back={{ href: `/demandes/${r.id}` }}
        >
          <Chosen pick={pick} here={here} />
        </Form>
      ) : (
        <>
          <ErrorSummary problems={problems} />
          <PersonPicker
            pick={pick}
            here={here}
            newHref={`/beneficiaires/nouveau?demande=${r.id}&appareil=${unit.id}`}
          />
        </>
      )}
      {unit.beneficiaryId && !pick.chosen ? (
        <Form action={here}>
          <HiddenField name="beneficiaryId" value="" />
          <Button look="quiet" icon="circle-x">
            {`Ne plus la garder pour ${unit.reference}`}
          </Button>
        </Form>
      ) : null}
    </FormPage>
  );
}
