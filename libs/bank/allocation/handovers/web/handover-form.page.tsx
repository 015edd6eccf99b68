import { type DeviceView, deviceWords, showAssetCode } from '#bank/devices';
import type { PlaceView } from '#bank/people';
import type { TestStatement } from '#bank/workshop';
import { leadOfRule, sentenceOfRule } from '#platform/http';
import { joined, RuleBroken } from '#platform/kernel';
import {
  Asking,
  AskPage,
  ChoiceField,
  DoLink,
  Fieldset,
  FieldsOf,
  FormPage,
  type FormState,
  formatEuros,
  HiddenField,
  Notice,
  optionsOf,
  SignaturePad,
  SigningPassword,
} from '#platform/ui';
import { BeneficiaryFields } from '../../beneficiaries/web/beneficiary-form.page.js';
import { Chosen, type PersonChoice, PersonPicker } from '../../beneficiaries/web/person-picker.js';
import { ACCESSORIES } from '../../codes.js';
import type { ReservationView } from '../../matching/reservation.queries.js';
import { WithheldNotice } from '../../matching/web/delivery.js';
import type { SaleView } from '../selling.js';
import { promiseOf } from '../signature.js';
import { HandOverDto, ReturnDto } from './handovers.dto.js';

interface HandOverProps extends FormState {
  device: DeviceView;
  reservation: ReservationView | null;
  pick: PersonChoice;
  sale: SaleView;
  tests: TestStatement;
}

const trailOf = (d: DeviceView, label: string) => [
  { label: 'À remettre', href: '/remises' },
  { label: showAssetCode(d.code), href: `/appareils/${d.code}` },
  { label },
];
const codeAndWords = (d: DeviceView): string => `${showAssetCode(d.code)} · ${deviceWords(d)}`;

/** From the shelf to somebody's hands: first for whom, then how, and the signature. */
export function HandOverPage(props: HandOverProps) {
  const { device: d, reservation, pick, tests, problems, values = {} } = props;
  const here = `/appareils/${d.code}/remise`;
  const about = { title: 'Remettre l’appareil', lead: codeAndWords(d), trail: trailOf(d, 'Remettre') };
  const intro = (
    <>
      {reservation ? null : (
        <Notice tone="attention" title="Cet appareil n’est réservé pour aucune demande acceptée.">
          Demandez à la banque de le réserver pour une de vos demandes.
        </Notice>
      )}
      {reservation?.lacking.length ? <WithheldNotice code={d.code} lacking={reservation.lacking} /> : null}
      <SaidOfItsTests tests={tests} />
    </>
  );
  if (!pick.chosen && !pick.fresh)
    return (
      <FormPage {...about}>
        {intro}
        <PersonPicker pick={pick} here={here} />
      </FormPage>
    );
  return (
    <AskPage
      {...about}
      action={here}
      problems={problems}
      values={values}
      multipart
      does={{ label: 'Remettre l’appareil', icon: 'hand-heart' }}
      back={{ href: `/appareils/${d.code}` }}
      intro={intro}
    >
      <Chosen pick={pick} here={here} />
      {pick.fresh ? <BeneficiaryFields /> : null}
      <ChoiceField
        name="accessories"
        label="Avec"
        multiple
        layout="inline"
        value={(values['accessories'] ?? '').split(',')}
        options={optionsOf(ACCESSORIES)}
      />
      <Mode {...props} values={values} />
      <Confirmed {...props} />
      <SigningPassword act="hand_over" />
    </AskPage>
  );
}

const Confirmed = ({ sale, tests, problems }: HandOverProps) => (
  <Fieldset legend="La personne confirme">
    {sale.cents === null ? (
      <p>« {promiseOf('gift', tests)} »</p>
    ) : (
      <>
        <p>Si l’appareil est donné : « {promiseOf('gift', tests)} »</p>
        <p>S’il est vendu : « {promiseOf('sale', tests)} »</p>
      </>
    )}
    <SignaturePad
      name="signature"
      label="Signature de la personne"
      problems={problems ?? []}
      confirmation="La personne confirme ce texte sans signer."
    />
  </Fieldset>
);

/** « Testé : testé : écran… » is said once. */
const saidOnce = ({ main, under }: TestStatement): string =>
  under?.startsWith(`${main.toLowerCase()} :`) ? `${main}${under.slice(main.length)}` : joined(' : ', main, under);

const SaidOfItsTests = ({ tests }: Pick<HandOverProps, 'tests'>) =>
  tests.untested.length ? (
    <Notice tone="attention" title={`${tests.main} : ${tests.under}.`}>
      Dites-le à la personne. C’est écrit aussi sur son attestation.
    </Notice>
  ) : (
    <p>{saidOnce(tests)}.</p>
  );

/** Given, or sold at the price of the grid: nobody types a price, and where the bank gives nothing is asked at all. */
function Mode({ sale, values }: HandOverProps & { values: Readonly<Record<string, string>> }) {
  if (!sale.sells) return <HiddenField name="mode" value="gift" />;
  const refused = sale.refused ? new RuleBroken(sale.refused) : null;
  const lead = refused && leadOfRule(refused).href;
  return (
    <Asking
      then={
        sale.cents === null ? null : (
          <FieldsOf
            form={HandOverDto}
            only={['criterion', 'paidBy']}
            but={{ criterion: sale.needsCriterion ? {} : null }}
          />
        )
      }
    >
      <FieldsOf
        form={HandOverDto}
        only={['mode']}
        but={{
          mode: {
            value: values['mode'] || 'gift',
            options: [
              { value: 'gift', label: 'Donné' },
              ...(sale.cents === null
                ? []
                : [{ value: 'sale', label: `Vendu ${formatEuros(sale.cents)}`, asks: true }]),
            ],
          },
        }}
      />
      <p class="hint">
        {refused ? sentenceOfRule(refused) : 'Le prix est celui de la grille de la banque.'}
        {lead ? <> {<DoLink href={lead}>Le renseigner</DoLink>}</> : null}
        {sale.ceilingCents === null
          ? ''
          : ` Don public : prix solidaire, ${formatEuros(sale.ceilingCents)} au plus, chargeur compris.`}
      </p>
    </Asking>
  );
}

export function TakeBackPage(
  props: FormState & {
    device: DeviceView;
    reference: string;
    places: readonly PlaceView[];
  },
) {
  const { device: d, reference, places, problems, values = {} } = props;
  return (
    <AskPage
      title="La personne rend l’appareil"
      lead={`${codeAndWords(d)} · ${reference}`}
      trail={trailOf(d, 'Reprendre')}
      action={`/appareils/${d.code}/retour`}
      problems={problems}
      does={{ label: 'Reprendre l’appareil', icon: 'undo-2' }}
      back={{ href: `/appareils/${d.code}` }}
    >
      <Notice tone="info">
        L’appareil a servi : ses données seront effacées de nouveau avant qu’il parte chez quelqu’un d’autre. Sa place
        dans votre quota redevient libre.
      </Notice>
      <FieldsOf
        form={ReturnDto}
        but={{
          placeId: {
            value: values['placeId'] ?? places[0]?.id ?? '',
            options: places.map((p) => ({ value: p.id, label: p.path })),
          },
        }}
      />
    </AskPage>
  );
}
