import {
  capReached,
  END_REASONS,
  endReasonsFrom,
  SIM_LIFECYCLE,
  type SimCap,
  type SimDetail,
  type SimStockView,
  type SimView,
  shownIccid,
} from '#bank/sims';
import type { EndingOf } from '#platform/kernel';
import {
  AskPage,
  Ends,
  ErrorSummary,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  HiddenField,
  Notice,
  plural,
  SelectField,
  SigningPassword,
} from '#platform/ui';
import { Chosen, type PersonChoice, PersonPicker } from '../../allocation/beneficiaries/web/person-picker.js';
import { endOfIccid } from './sim.words.js';
import { AllotDto, EndSimDto, HandOutDto, RechargeDto } from './sims.dto.js';
import { capShown } from './sims.sentences.js';

const SIM_ENDINGS: Readonly<Record<EndingOf<typeof SIM_LIFECYCLE>, (sim: SimDetail) => readonly string[]>> = {
  end: (sim) => [
    sim.reference
      ? `${sim.reference} n’a plus cette carte, et personne d’autre ne l’aura.`
      : sim.structure
        ? `${sim.structure} ne pourra plus la remettre.`
        : 'La carte quitte le stock, et ne sera remise à personne.',
    'Son code PIN, son code PUK et son numéro de ligne sont effacés. Son histoire reste.',
    'La ligne elle-même se résilie chez l’opérateur.',
  ],
};

const trail = (label: string, sim?: { id: string; iccid: string }) => [
  { label: 'Cartes SIM', href: '/sim' },
  ...(sim ? [{ label: `Carte ${endOfIccid(sim.iccid)}`, href: `/sim/${sim.id}` }] : []),
  { label },
];

export function AllotPage(
  props: FormState & {
    structures: readonly { id: string; name: string }[];
    stock: readonly SimStockView[];
    chosen: readonly SimView[];
  },
) {
  const { structures, stock, chosen, problems, values = {} } = props;
  const left = stock.reduce((sum, s) => sum + s.count, 0);
  return (
    <AskPage
      title="Attribuer des cartes SIM"
      lead={
        chosen.length
          ? `${plural(chosen.length, 'carte choisie', 'cartes choisies')}.`
          : `${plural(left, 'carte')} en stock.`
      }
      trail={trail('Attribuer')}
      action="/sim/attribution"
      problems={problems}
      values={values}
      does={{ label: 'Attribuer', icon: 'building-2' }}
      back={{ href: '/sim' }}
    >
      {chosen.map((s) => (
        <HiddenField key={s.id} name="ids" value={s.id} />
      ))}
      <FieldsOf
        form={AllotDto}
        only={chosen.length ? ['structureId'] : ['structureId', 'count']}
        but={{ structureId: { options: structures.map((s) => ({ value: s.id, label: s.name })) }, count: { min: 1 } }}
      />
      {chosen.length || stock.length < 2 ? null : (
        <SelectField
          name="carrier"
          label="De quel opérateur ?"
          required
          empty="N’importe lequel"
          options={stock.map((s) => ({ value: s.carrier, label: `${s.carrier} (${s.count})` }))}
        />
      )}
    </AskPage>
  );
}

export function HandOutPage(
  props: FormState & { sim: SimDetail; pick: PersonChoice; cap: SimCap | null; mayPassCap: boolean },
) {
  const { sim, pick, cap, mayPassCap, problems, values = {} } = props;
  const here = `/sim/${sim.id}/remise`;
  return (
    <FormPage
      title="Remettre la carte SIM"
      lead={`${shownIccid(sim.iccid)} · ${sim.carrier}`}
      trail={trail('Remettre', sim)}
    >
      {pick.chosen ? (
        <Form
          action={here}
          problems={problems}
          values={values}
          does={{ label: 'Signer et remettre', icon: 'signature' }}
          back={{ href: `/sim/${sim.id}` }}
        >
          <Chosen pick={pick} here={here} />
          {cap && capReached(cap) ? <BeyondCap cap={cap} may={mayPassCap} /> : null}
          <Notice tone="info" icon="signature" title="Vous signez cette remise :">
            « Je remets la carte SIM {shownIccid(sim.iccid)} ({sim.carrier}) à la personne {pick.chosen.reference}, pour{' '}
            {sim.structure}. »
          </Notice>
          <SigningPassword act="sim_hand_out" />
        </Form>
      ) : (
        <>
          <ErrorSummary problems={problems} />
          <PersonPicker pick={pick} here={here} newHref={`/beneficiaires/nouveau?sim=${sim.id}`} />
        </>
      )}
    </FormPage>
  );
}

const BeyondCap = ({ cap, may }: { cap: SimCap; may: boolean }) => (
  <>
    <Notice tone="attention" title={capShown({ ...cap })}>
      {may
        ? 'Vous pouvez lui en remettre une de plus en disant pourquoi.'
        : 'La personne responsable de votre structure peut lui en remettre une de plus.'}
    </Notice>
    {may ? <FieldsOf form={HandOutDto} only={['beyondCap']} /> : null}
  </>
);

export function EndSimPage({ sim, ...again }: FormState & { sim: SimDetail }) {
  return (
    <AskPage
      title="Terminer la carte"
      lead={`${shownIccid(sim.iccid)} · ${sim.carrier}`}
      trail={trail('Terminer la carte', sim)}
      action={`/sim/${sim.id}/fin`}
      {...again}
      does={{ label: 'Terminer la carte', look: 'danger', icon: 'ban' }}
      back={{ href: `/sim/${sim.id}` }}
      intro={<Ends of={SIM_LIFECYCLE.transition('end')} lines={SIM_ENDINGS.end(sim)} />}
    >
      <FieldsOf
        form={EndSimDto}
        but={{ reason: { options: endReasonsFrom(sim.status).map((r) => ({ value: r, label: END_REASONS[r] })) } }}
      />
    </AskPage>
  );
}

export const RechargePage = ({ sim, ...again }: FormState & { sim: SimDetail }) => (
  <AskPage
    title="Recharger la carte"
    lead={`${shownIccid(sim.iccid)} · ${sim.carrier}`}
    trail={trail('Recharger la carte', sim)}
    action={`/sim/${sim.id}/recharge`}
    {...again}
    does={{ label: 'Enregistrer la recharge', icon: 'check' }}
    back={{ href: `/sim/${sim.id}` }}
  >
    <FieldsOf form={RechargeDto} />
  </AskPage>
);
