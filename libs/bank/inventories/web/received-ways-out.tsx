import { deviceWords, isAssetCode, isCategory, STATES, type State, showAssetCode } from '#bank/devices';
import type { ReceivedView } from '#bank/inventories';
import { joined } from '#platform/kernel';
import {
  Card,
  DoLink,
  FieldsOf,
  Form,
  type FormState,
  HiddenField,
  PostButton,
  SelectField,
  Table,
} from '#platform/ui';
import { DeviceCode } from '../../devices/identification/web/device-code.js';
import { AttachInventoryDto, DiscardInventoryDto, LogInventoryDto } from './inventories.dto.js';
import { machineWords } from './inventories.words.js';

export interface WaysOutProps extends FormState {
  received: ReceivedView;
  donations: readonly { id: string; label: string }[] | null;
  tried?: WayOut;
}
export type WayOut = 'attach' | 'log' | 'discard';

/** What may be done with a document that waits: it belongs to a device, it is a new one, or it is of no use. */
export function WaysOut({ received: r, donations, tried, problems, values = {} }: WaysOutProps) {
  const of = (way: WayOut) => (problems && tried === way ? { problems } : {});
  const here = `/inventaires/${r.id}`;
  return (
    <>
      {r.candidates.length ? <Candidates received={r} /> : null}
      <Card title="C’est un appareil déjà enregistré">
        <Form
          action={`${here}/rattachement`}
          {...of('attach')}
          values={values}
          does={{ label: 'Rattacher', icon: 'link' }}
        >
          <FieldsOf form={AttachInventoryDto} />
        </Form>
      </Card>
      {donations ? <LogIt received={r} donations={donations} problems={of('log').problems} values={values} /> : null}
      <Card title="Cet inventaire ne sert à rien">
        <Form
          action={`${here}/ecart`}
          {...of('discard')}
          values={values}
          does={{ label: 'Écarter', icon: 'trash-2', look: 'danger' }}
        >
          <FieldsOf form={DiscardInventoryDto} />
        </Form>
      </Card>
    </>
  );
}

function Candidates({ received: r }: { received: ReceivedView }) {
  return (
    <Card title={r.candidates.length > 1 ? 'Appareils possibles' : 'Appareil possible'}>
      <Table
        caption="Appareils possibles"
        rows={[...r.candidates]}
        rowKey={(c) => c.id}
        columns={[
          {
            header: 'Appareil',
            row: true,
            cell: (c) => <DeviceCode code={c.code} />,
          },
          { header: 'Quoi', cell: (c) => deviceWords(c) },
          { header: 'N° de série', cell: (c) => c.serial ?? 'aucun' },
          { header: 'État', cell: (c) => joined(', ', STATES[c.state as State].label, c.holder) },
          {
            header: 'Décision',
            cell: (c) => (
              <PostButton
                action={`/inventaires/${r.id}/rattachement`}
                label={`C’est ${showAssetCode(c.code)}`}
                icon="link"
                fields={{ device: c.code }}
              />
            ),
          },
        ]}
      />
    </Card>
  );
}

function LogIt({
  received: r,
  donations,
  problems,
  values = {},
}: Pick<WaysOutProps, 'received' | 'problems' | 'values'> & {
  donations: readonly { id: string; label: string }[];
}) {
  return (
    <Card title="C’est une machine à enregistrer">
      {donations.length ? (
        <Form
          action={`/inventaires/${r.id}/enregistrement`}
          problems={problems}
          does={{ label: 'Enregistrer et rattacher', icon: 'plus' }}
        >
          <SelectField
            name="donation"
            label="Venue avec le don"
            required
            empty="Choisissez"
            value={values.donation ?? (donations.length === 1 ? donations[0]!.id : '')}
            options={donations.map((d) => ({ value: d.id, label: d.label }))}
          />
          <FieldsOf
            form={LogInventoryDto}
            but={{
              category: { value: values.category ?? (isCategory(r.category) ? r.category : '') },
              code: { value: values.code ?? (r.number && isAssetCode(r.number) ? showAssetCode(r.number) : '') },
            }}
          />
          <p>
            {machineWords(r)}
            {r.serial ? ` · n° de série ${r.serial}` : ''} : repris de l’inventaire.
          </p>
          <HiddenField name="from" value="inventory" />
        </Form>
      ) : (
        <p>
          Aucun don n’est ouvert.{' '}
          <DoLink href="/dons/nouveau" otherwise="Enregistrez d’abord le don">
            Enregistrez d’abord le don
          </DoLink>
          , puis revenez ici.
        </p>
      )}
    </Card>
  );
}
