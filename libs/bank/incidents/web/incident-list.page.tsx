import { HOW_LOST, INCIDENT_STATES, INCIDENTS, type IncidentListView, IncidentQueries } from '#bank/incidents';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery } from '#platform/http';
import { joined, READ } from '#platform/kernel';
import { BadgeOf, Code, Empty, formatAgo, formatHoursLeft, ListOf, plural, waitingColumn } from '#platform/ui';

export class IncidentQuery extends apiQuery(INCIDENTS) {}
export class IncidentPageQuery extends pageQuery(INCIDENTS) {}

export const IncidentExport = exportOf({
  query: IncidentPageQuery,
  right: READ.incidents,
  page: 'incidents',
  api: 'incidents',
  name: 'Incidents',
  filename: 'incidents',
  reads: IncidentQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Numéro', (i) => i.number],
    ['Perte ou vol', (i) => HOW_LOST[i.how]],
    ['Appareils', (i) => i.devices],
    ['Supports retirés', (i) => i.media],
    ['Retrouvés', (i) => i.found],
    ['Chez', (i) => i.custodians],
    ['État', (i) => INCIDENT_STATES[i.state].label],
    ['À signaler avant le', (i) => i.noticeDueAt],
    ['Déclaré le', (i) => i.openedAt],
    ['Attend depuis le', (i) => i.waitingSince],
    ['Terminé le', (i) => i.endedAt],
  ],
});

export const IncidentBadge = ({ state }: Pick<IncidentListView, 'state'>) => <BadgeOf {...INCIDENT_STATES[state]} />;

/** « 20 appareils et 1 support » */
export const whatWasLost = ({ devices, media }: Pick<IncidentListView, 'devices' | 'media'>): string =>
  joined(' et ', devices ? plural(devices, 'appareil') : '', media ? plural(media, 'support') : '');

export function IncidentListPage(props: {
  page: CountedPage<IncidentListView>;
  query: IncidentPageQuery;
  now: Date;
  timeZone: string;
}) {
  const { page, query, now, timeZone } = props;
  return (
    <ListOf
      title="Incidents"
      lead="Pertes et vols de ce qui peut encore contenir des données."
      list={INCIDENTS}
      at="/incidents"
      query={query}
      page={page}
      noun={['incident']}
      notFound={
        <Empty icon="search" title="Aucun incident ne correspond">
          Relisez le numéro, ou enlevez un filtre.
        </Empty>
      }
      none={
        <Empty icon="shield-check" title="Aucun incident">
          Quand un appareil ou un support qui peut encore contenir des données est déclaré perdu ou volé, un incident
          s’ouvre ici de lui-même.
        </Empty>
      }
      columns={[
        { header: 'Numéro', row: true, href: (i) => `/incidents/${i.id}`, cell: (i) => <Code>{i.number}</Code> },
        { header: 'Perte ou vol', cell: (i) => HOW_LOST[i.how] },
        { header: 'Quoi', cell: (i) => whatWasLost(i) },
        { header: 'Chez', minor: true, cell: (i) => i.custodians ?? 'une personne' },
        { header: 'État', cell: (i) => <IncidentBadge state={i.state} /> },
        { header: 'Délai', cell: (i) => i.dueAt && formatHoursLeft(i.dueAt, i.dueHours, now) },
        waitingColumn(timeZone),
        { header: 'Déclaré', minor: true, cell: (i) => formatAgo(i.openedAt, now, timeZone) },
      ]}
    />
  );
}
