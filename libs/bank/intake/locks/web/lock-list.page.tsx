import { DEVICE_LIFECYCLE, deviceWords } from '#bank/devices';
import { LOCK_SORTS, LOCK_STEPS, type LockedDeviceView } from '#bank/intake';
import type { CountedPage } from '#platform/database';
import type { Actor } from '#platform/kernel';
import {
  Actions,
  Cell,
  Empty,
  formatDate,
  type IconName,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  optionsOf,
  SelectField,
  SortedTable,
  SortField,
} from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import type { LockPageQuery } from './locks.dto.js';
import { kindsWords, StepBadge } from './locks.words.js';

/** What may become of a device whose donor never released it. */
const ENDS = DEVICE_LIFECYCLE.verbs.filter((verb) => DEVICE_LIFECYCLE.step(verb).reasons?.includes('locked_by_donor'));

/** The devices that wait for their donor. */
export function LockListPage({
  page,
  query,
  actor,
}: {
  page: CountedPage<LockedDeviceView>;
  query: LockPageQuery;
  actor: Actor;
}) {
  const list: ListAddress = { at: '/verrous', query };
  return (
    <ListPage
      title="Appareils verrouillés"
      lead="Ils attendent leur donateur. Passé le délai, quelqu’un décide : pièces, recyclage, ou retour au donateur."
      trail={[{ label: 'Appareils', href: '/appareils' }, { label: 'Verrouillés' }]}
      filters={
        <>
          <SelectField
            name="etape"
            label="Où cela en est"
            empty="Tous"
            value={query.etape}
            options={optionsOf(LOCK_STEPS)}
          />
          <SortField sorts={LOCK_SORTS} value={query.sort ?? 'pressing'} />
        </>
      }
      clearHref={query.etape ? '/verrous' : null}
      {...listProps(list, page, ['appareil'])}
      empty={
        <Empty icon="lock-open" title="Aucun appareil verrouillé ici">
          Un verrou se signale sur la page de l’appareil.
        </Empty>
      }
    >
      <SortedTable
        caption="Appareils verrouillés"
        sorts={LOCK_SORTS}
        list={list}
        usual="pressing"
        rows={page.items}
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
