import type { LawRule } from '#bank/intake';
import {
  Card,
  Facts,
  FieldsOf,
  Form,
  formatDate,
  formatDateTime,
  formatEuros,
  formatNumber,
  HiddenField,
  LinkButton,
  Notice,
  Operator,
} from '#platform/ui';
import { CHECKED_HOW, DECLARED_HOW, type DeclaredValueView, type ValueCap } from '../receipt.views.js';
import type { PapersProps } from './donation-papers.page.js';
import { DeclaredValueDto, ValueCheckDto } from './receipts.dto.js';

export function ValueCard(props: PapersProps) {
  const { list, value, cap, receipts, bank, timeZone, problems, at, values } = props;
  const { gift } = list;
  const mine = at === 'valeur' ? problems : undefined;
  const counts = receipts.some((r) => !r.cancelledAt);
  return (
    <Card title="Valeur déclarée par le donateur">
      {value ? (
        <Facts
          facts={[
            ['Valeur', formatEuros(value.cents)],
            ['Déclarée', `le ${formatDate(`${value.declaredOn}T12:00:00Z`, 'UTC')}, ${DECLARED_HOW[value.how]}`],
            [
              'Saisie',
              <>
                {formatDateTime(value.typedAt, timeZone)}, <Typist number={value.operatorNumber} />
              </>,
            ],
            ['Vérifiée', value.checked ? <CheckedBy checked={value.checked} timeZone={timeZone} /> : ''],
          ]}
        />
      ) : cap ? (
        <p>
          {`Si le donateur l’a dite : ${formatEuros(cap.cents)} au plus par appareil (${cap.source}). Un don public n’a pas de reçu fiscal.`}
        </p>
      ) : (
        <p>Le donateur dit la valeur. Demandez-la-lui par écrit ; la banque ne la propose pas.</p>
      )}
      <ValueLaw {...props} />
      {cap?.over ? <OverCap cap={cap} /> : null}
      {value && bank && !counts && gift.donorKind === 'person' && !value.checked ? <CheckForm {...props} /> : null}
      {value && bank && !counts && !cap && (gift.donorKind !== 'person' || value.checked) ? (
        gift.state === 'closed' ? (
          <LinkButton href={`/dons/${gift.id}/papiers/recu`} icon="file-check" look="primary">
            Délivrer le reçu fiscal
          </LinkButton>
        ) : (
          <Notice tone="info">Terminez d’abord le don : le reçu en dit tous les appareils.</Notice>
        )
      ) : null}
      <Form
        action={`/dons/${gift.id}/papiers/valeur`}
        problems={mine}
        values={mine && values}
        does={{ label: 'Enregistrer cette valeur', icon: 'check', look: 'secondary' }}
      >
        <FieldsOf
          form={DeclaredValueDto}
          but={{ value: { label: `${value ? 'Nouvelle valeur' : 'Valeur'}${cap ? ' de tout le don' : ''}` } }}
        />
      </Form>
    </Card>
  );
}

const Typist = ({ number }: { number: number | null }) =>
  number === null ? <>par le donateur lui-même</> : <Operator number={number} />;

type Checked = NonNullable<DeclaredValueView['checked']>;
const CheckedBy = ({ checked: c, timeZone }: { checked: Checked; timeZone: string }) => (
  <>
    {formatDateTime(c.at, timeZone)}, {CHECKED_HOW[c.how]}, <Operator number={c.operatorNumber} />
  </>
);

/** What the law says of the value, read to the donor before anything is typed; the donor decides. */
export function ValueLaw({ law }: Pick<PapersProps, 'law'>) {
  if (!law) return null;
  return (
    <Notice tone="info" icon="scale" title="À lire au donateur avant qu’il dise la valeur.">
      <p>{law.text}</p>
      <p class="small">{law.source}</p>
      <Depreciated rule={law.depreciated} />
    </Notice>
  );
}

/** For the bank's receipt officer alone: a person's value is checked, never at the desk. */
function CheckForm({ list: { gift }, value, problems, at, values }: PapersProps) {
  const mine = at === 'verification' ? problems : undefined;
  return (
    <Form
      action={`/dons/${gift.id}/papiers/valeur/verification`}
      problems={mine}
      values={mine && values}
      does={{ label: 'J’ai vérifié cette valeur', icon: 'check' }}
    >
      <HiddenField name="valueId" value={value!.id} />
      <FieldsOf form={ValueCheckDto} />
    </Form>
  );
}

/** A warning, never a refusal: the donor answers for the value and for giving what may be given. */
const OverCap = ({ cap }: { cap: ValueCap }) => (
  <Notice tone="attention" icon="triangle-alert" title={`Plus de ${formatEuros(cap.cents)} par appareil.`}>
    {cap.meanCents === null
      ? 'Aucun appareil de ce don n’est encore enregistré. '
      : `Cette valeur fait ${formatEuros(cap.meanCents)} par appareil en moyenne (${formatNumber(cap.devices)} au total). `}
    {`Un organisme public ne peut donner un appareil que s’il vaut ${formatEuros(cap.cents)} au plus (${cap.source}). Voyez-le avec le donateur avant de signer la convention.`}
  </Notice>
);

/** What the rule of today says of goods that are written off; what is not settled says so, with who decides. */
export const Depreciated = ({ rule }: { rule: LawRule | null }) =>
  rule ? (
    <p>
      {rule.text}
      {rule.decides ? ` Ce n’est pas tranché. Qui décide : ${rule.decides}.` : null}
    </p>
  ) : null;
