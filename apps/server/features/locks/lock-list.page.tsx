import { DEVICE_LIFECYCLE, deviceWords } from '#devices';
import { LOCK_STEPS, type LockedDeviceView } from '#intake';
import type { Actor } from '#kernel';
import {
  Actions,
  Cell,
  Empty,
  formatDate,
  type IconName,
  LinkButton,
  ListExports,
  ListPage,
  optionsOf,
  SelectField,
  Table,
} from '../../ui/index.js';
import { DeviceCode } from '../devices/device-code.js';
import { kindsWords, StepBadge } from './locks.words.js';

/** What may become of a device whose donor never released it. */
const ENDS = DEVICE_LIFECYCLE.verbs.filter((verb) => DEVICE_LIFECYCLE.step(verb).reasons?.includes('locked_by_donor'));

/** The devices that wait for their donor, the most pressing first. */
export function LockListPage({
  devices,
  step,
  actor,
}: {
  devices: readonly LockedDeviceView[];
  step: string;
  actor: Actor;
}) {
  return (
    <ListPage
      title="Appareils verrouillés"
      lead="Ils attendent leur donateur. Passé le délai, quelqu’un décide : pièces, recyclage, ou retour au donateur."
      trail={[{ label: 'Appareils', href: '/appareils' }, { label: 'Verrouillés' }]}
      filters={
        <SelectField name="etape" label="Où cela en est" empty="Tous" value={step} options={optionsOf(LOCK_STEPS)} />
      }
      exports={<ListExports at="/verrous/export" query={{ etape: step }} />}
      clearHref={step ? '/verrous' : null}
      rows={devices}
      empty={
        <Empty icon="lock-open" title="Aucun appareil verrouillé ici">
          Un verrou se signale sur la page de l’appareil.
        </Empty>
      }
    >
      <Table
        caption="Appareils verrouillés, les plus pressants d’abord"
        rows={devices}
        rowKey={(d) => d.deviceId}
        columns={[
          {
            header: 'Appareil',
            row: true,
            cell: (d) => (
              <Cell
                main={<DeviceCode code={d.code} visible={d.visible} />}
                sub={[deviceWords(d), d.serial ? `n° ${d.serial}` : ''].filter(Boolean).join(' · ')}
              />
            ),
          },
          { header: 'Verrou', cell: (d) => kindsWords(d.kinds) },
          {
            header: 'Où cela en est',
            cell: (d) => (
              <Cell
                main={<StepBadge step={d.step} />}
                sub={d.dueOn ? `délai : ${formatDate(`${d.dueOn}T12:00:00Z`, 'UTC')}` : ''}
              />
            ),
          },
          { header: 'Donateur', cell: (d) => <Donor device={d} /> },
          { header: 'À faire', cell: (d) => <WhatNext device={d} actor={actor} /> },
        ]}
      />
    </ListPage>
  );
}

function Donor({ device: d }: { device: LockedDeviceView }) {
  if (!d.donationId) return <>pas de don connu</>;
  return d.donorName ? (
    <Cell main={d.donorName} sub={<a href={`/dons/${d.donationId}/verrous`}>{d.number}</a>} />
  ) : (
    (d.number ?? '')
  );
}

function WhatNext({ device: d, actor }: { device: LockedDeviceView; actor: Actor }) {
  if (d.step === 'overdue') {
    const held = { state: d.state, holder_org_id: d.holderOrgId };
    const ends = d.visible ? ENDS.filter((verb) => DEVICE_LIFECYCLE.mayUse(actor, verb, held)) : [];
    return (
      <Actions>
        {ends.map((verb) => (
          <LinkButton
            key={verb}
            href={`/appareils/${d.code}/actions/${verb}?motif=locked_by_donor`}
            icon={DEVICE_LIFECYCLE.step(verb).icon as IconName}
          >
            {DEVICE_LIFECYCLE.step(verb).label}
          </LinkButton>
        ))}
      </Actions>
    );
  }
  if (!d.donationId || d.step === 'waiting' || !d.donorName) return <>attendre</>;
  return (
    <LinkButton href={`/dons/${d.donationId}/verrous`} icon="mail">
      {d.step === 'to_tell' ? 'Prévenir le donateur' : 'Relancer le donateur'}
    </LinkButton>
  );
}
