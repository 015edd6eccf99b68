import {
  checkWords,
  DEVICE_SORTS,
  type DeviceListView,
  deviceField,
  deviceWords,
  IN_WORDS,
  LISTED_FIELDS,
  showAssetCode,
  wordsOfField,
} from '#bank/devices';
import { clock, joined } from '#platform/kernel';
import { BadgeOf, Cell, type Column, formatAgo, formatWait, SortedTable } from '#platform/ui';
import { KindIcon } from '../../device/web/kind-icon.js';
import { DeviceCode } from '../../identification/web/device-code.js';
import { stateOf } from '../../web/device.words.js';
import type { DeviceListQuery } from '../../web/devices.dto.js';

const SELECT = {
  name: 'ids',
  value: (d: DeviceListView) => d.id,
  label: (d: DeviceListView) => `Choisir ${showAssetCode(d.code)}`,
};

const DESCRIBED = LISTED_FIELDS.filter((name) => !IN_WORDS.includes(name)).map((name) => ({
  header: deviceField(name).label,
  cell: (d: DeviceListView) => wordsOfField(name, d[name]),
}));

const columns = (locked: ReadonlySet<string>, timeZone: string): Column<DeviceListView>[] => [
  {
    header: 'Code',
    row: true,
    // Before the code, whose column has the room: no words wrap for it.
    cell: (d) => (
      <>
        <KindIcon category={d.category} />
        <DeviceCode code={d.code} />
      </>
    ),
  },
  {
    header: 'Appareil',
    wide: true,
    bare: true,
    cell: (d) => {
      const machine = joined(' ', d.make, d.model);
      const serial = d.serial ? `n°\u00a0${d.serial}` : 'sans n° de série';
      return machine ? (
        <Cell main={machine} sub={`${deviceWords({ category: d.category })} · ${serial}`} />
      ) : (
        <Cell main={deviceWords(d)} sub={serial} />
      );
    },
  },
  ...DESCRIBED,
  { header: 'Classement', minor: true, cell: (d) => d.grade ?? '' },
  {
    header: 'État',
    bare: true,
    // No column of its own: a desk has no room for one more.
    cell: (d) => (
      <>
        <StateBadge device={d} locked={locked.has(d.id)} />
        {d.waitingSince ? <small> {`depuis\u00a0${formatWait(d.waitingSince, clock.now(), timeZone)}`}</small> : null}
      </>
    ),
  },
  {
    header: 'Où',
    bare: true,
    cell: (d) => d.holder ?? 'chez une personne',
    sub: (d) => (d.place && d.place !== d.holder ? d.place : ''),
    short: true,
  },
  { header: 'Changé', minor: true, least: true, cell: (d) => formatAgo(new Date(d.changedAt)) },
];

export function DeviceTable({
  devices,
  query,
  locked,
  timeZone,
}: {
  devices: readonly DeviceListView[];
  query: DeviceListQuery;
  locked: ReadonlySet<string>;
  timeZone: string;
}) {
  return (
    <SortedTable
      caption="Appareils"
      sorts={DEVICE_SORTS}
      list={{ at: '/appareils', query }}
      rows={devices}
      rowKey={(d) => d.id}
      select={SELECT}
      columns={columns(locked, timeZone)}
    />
  );
}

/** `locked`: it is in stock and a lock keeps it from being proposed. */
export function StateBadge({
  device: d,
  locked,
}: {
  device: Pick<DeviceListView, 'state'> & Partial<Pick<DeviceListView, 'inDeposit' | 'toCheck'>>;
  locked?: boolean;
}) {
  return (
    <>
      <BadgeOf {...stateOf(d, locked)} />
      {d.inDeposit && d.state !== 'in_stock' ? <small> en dépôt</small> : null}
      {d.toCheck?.length ? <small> à vérifier : {checkWords(d.toCheck)}</small> : null}
    </>
  );
}
