import { DEVICE_LIFECYCLE, deviceWords, showAssetCode } from '#bank/devices';
import { LOCK_STEPS, LOCKED, type LockedDeviceView, LockQueries } from '#bank/intake';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery } from '#platform/http';
import { type Actor, joined, READ } from '#platform/kernel';
import { Actions, Cell, Empty, formatDate, type IconName, LinkButton, ListOf } from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { kindsWords, StepBadge } from './device-locks.section.js';

const ENDS = DEVICE_LIFECYCLE.verbs.filter((verb) =>
  DEVICE_LIFECYCLE.transition(verb).reasons?.includes('locked_by_donor'),
);

export class LockQuery extends apiQuery(LOCKED) {}
export class LockPageQuery extends pageQuery(LOCKED) {}

/** Its export: the donor is not named. */
export const LockExport = exportOf({
  query: LockPageQuery,
  right: READ.locks,
  page: 'verrous',
  api: 'locked-devices',
  tag: 'locks',
  name: 'Appareils verrouillés',
  filename: 'verrous',
  reads: LockQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Code', (d) => showAssetCode(d.code)],
    ['Appareil', (d) => deviceWords(d)],
    ['N° de série', (d) => d.serial],
    ['Verrou', (d) => kindsWords(d.kinds)],
    ['Où cela en est', (d) => LOCK_STEPS[d.step].label],
    ['Don', (d) => d.number],
    ['Signalé le', (d) => d.foundAt],
    ['Échéance', (d) => d.dueOn],
  ],
});

export function LockListPage({
  page,
  query,
  actor,
}: {
  page: CountedPage<LockedDeviceView>;
  query: LockPageQuery;
  actor: Actor;
}) {
  const nothing = (
    <Empty icon="lock-open" title="Aucun appareil verrouillé ici">
      Un verrou se signale sur la page de l’appareil.
    </Empty>
  );
  return (
    <ListOf
      title="Appareils verrouillés"
      list={LOCKED}
      at="/verrous"
      query={query}
      page={{ ...page, items: page.items.map((d) => ({ ...d, id: d.deviceId })) }}
      noun={['appareil']}
      lead="Ils attendent leur donateur. Passé le délai, quelqu’un décide : pièces, recyclage, ou retour au donateur."
      trail={[{ label: 'Appareils', href: '/appareils' }, { label: 'Verrouillés' }]}
      none={nothing}
      notFound={nothing}
      columns={[
        {
          header: 'Appareil',
          row: true,
          cell: (d) => <DeviceCode code={d.code} visible={d.visible} />,
          sub: (d) => joined(' · ', deviceWords(d), d.serial ? `n° ${d.serial}` : ''),
        },
        { header: 'Verrou', cell: (d) => kindsWords(d.kinds) },
        {
          header: 'Où cela en est',
          cell: (d) => <StepBadge step={d.step} />,
          sub: (d) => (d.dueOn ? `délai : ${formatDate(`${d.dueOn}T12:00:00Z`, 'UTC')}` : ''),
        },
        { header: 'Donateur', cell: (d) => <Donor device={d} /> },
        { header: 'À faire', cell: (d) => <WhatNext device={d} actor={actor} /> },
      ]}
    />
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
    const device = { state: d.state, holder_org_id: d.holderOrgId };
    const ends = d.visible ? ENDS.filter((verb) => DEVICE_LIFECYCLE.mayUse(actor, verb, device)) : [];
    return (
      <Actions>
        {ends.map((verb) => (
          <LinkButton
            key={verb}
            href={`/appareils/${d.code}/actions/${verb}?motif=locked_by_donor`}
            icon={DEVICE_LIFECYCLE.transition(verb).icon as IconName}
          >
            {DEVICE_LIFECYCLE.transition(verb).label}
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
