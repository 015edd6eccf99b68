import { REQUEST_LIFECYCLE, type RequestUnitView, type RequestView } from '#bank/allocation';
import { categoryOf } from '#bank/devices';
import {
  Actions,
  type Again,
  AskPage,
  Button,
  Ends,
  ErrorSummary,
  FieldsOf,
  Form,
  FormPage,
  HiddenField,
  LinkButton,
} from '#platform/ui';
import { Chosen, type PersonChoice, PersonPicker } from '../../beneficiaries/web/person-picker.js';
import { askedWords, needsWords } from '../../web/allocation.words.js';
import { REQUEST_ENDINGS } from './request-endings.js';
import { RefuseDto } from './requests.dto.js';

interface DecisionProps extends Again {
  request: RequestView;
}

const trailOf = (r: RequestView, label: string) => [
  { label: 'Demandes', href: '/demandes' },
  { label: r.number, href: `/demandes/${r.id}` },
  { label },
];

/** The bank says no, and why. */
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
      intro={<Ends of={REQUEST_LIFECYCLE.step('refuse')} lines={REQUEST_ENDINGS.refuse(r)} />}
    >
      <FieldsOf form={RefuseDto} />
    </AskPage>
  );
}

/** Once more, before a request is cancelled. */
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
      <Ends of={REQUEST_LIFECYCLE.step('cancel')} lines={REQUEST_ENDINGS.cancel(r)} />
    </AskPage>
  );
}

/** For whom one wanted device is. */
export function BindPage(props: DecisionProps & { unit: RequestUnitView; pick: PersonChoice }) {
  const { request: r, unit, pick, problems } = props;
  const here = `/demandes/${r.id}/appareils/${unit.id}`;
  return (
    <FormPage
      title="Pour qui est cet appareil ?"
      lead={[categoryOf(unit.category).short, needsWords(unit.needs).toLowerCase()].filter(Boolean).join(' · ')}
      trail={trailOf(r, 'Choisir la personne')}
    >
      {pick.chosen ? (
        <Form action={here} problems={problems}>
          <Chosen pick={pick} here={here} />
          <Actions>
            <Button icon="check">Enregistrer</Button>
            <LinkButton look="quiet" href={`/demandes/${r.id}`}>
              Annuler
            </LinkButton>
          </Actions>
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
