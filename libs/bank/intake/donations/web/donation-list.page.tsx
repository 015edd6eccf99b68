import { DONATION_STATES, DONATIONS, type DonationListView, DonationQueries, type DonationState } from '#bank/intake';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery } from '#platform/http';
import { clock, joined, READ } from '#platform/kernel';
import { BadgeOf, Empty, formatAgo, formatDate, LinkButton, ListOf, waitingColumn } from '#platform/ui';
import { donationBadge, placeWords, progressWords } from '../../web/intake.words.js';

export class DonationQuery extends apiQuery(DONATIONS) {}
export class DonationPageQuery extends pageQuery(DONATIONS) {}

export const DonationExport = exportOf({
  query: DonationPageQuery,
  right: READ.donations,
  page: 'dons',
  api: 'donations',
  name: 'Dons',
  filename: 'dons',
  reads: DonationQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Numéro', (d) => d.number],
    ['Donateur', (d) => d.donorName],
    ['État', (d) => DONATION_STATES[d.state].label],
    ['Annoncés', (d) => d.announced],
    ['Enregistrés', (d) => d.logged],
    ['Lieu', (d) => d.place],
    ['Attendu le', (d) => d.expectedOn],
    ['Reçu le', (d) => d.receivedAt],
    ['Attend depuis le', (d) => d.waitingSince],
    ['Enregistré le', (d) => d.createdAt],
  ],
});

export function DonationListPage({
  page,
  query,
  timeZone,
}: {
  page: CountedPage<DonationListView>;
  query: DonationPageQuery;
  timeZone: string;
}) {
  return (
    <ListOf
      title="Dons"
      list={DONATIONS}
      at="/dons"
      query={query}
      page={page}
      noun={['don']}
      lead={
        <>
          Ce qui est promis, ce qui est arrivé. Voir aussi les <a href="/dons/donateurs">donateurs</a>, les{' '}
          <a href="/dons/etiquettes">étiquettes</a>, les <a href="/collectes">collectes prévues</a> et les{' '}
          <a href="/verrous">appareils verrouillés</a>.
        </>
      }
      action={
        <LinkButton look="primary" icon="plus" href="/dons/nouveau">
          Nouveau don
        </LinkButton>
      }
      notFound={
        <Empty icon="search" title="Aucun don ne correspond">
          Essayez une partie du numéro ou du nom, ou enlevez un filtre.
        </Empty>
      }
      none={
        <Empty
          icon="package-open"
          title="Aucun don pour l’instant"
          action={
            <LinkButton look="primary" icon="plus" href="/dons/nouveau">
              Enregistrer un premier don
            </LinkButton>
          }
        >
          Un don commence par une promesse, ou par du matériel posé sur le comptoir.
        </Empty>
      }
      columns={[
        {
          header: 'Don',
          row: true,
          href: (d) => `/dons/${d.id}`,
          cell: (d) => d.donorName,
          sub: (d) => joined(' · ', d.number, d.personName),
        },
        { header: 'État', cell: (d) => <DonationBadge state={d.state} /> },
        { header: 'Appareils', numeric: true, cell: (d) => progressWords(d) },
        { header: 'Où', cell: (d) => placeWords(d) },
        waitingColumn(timeZone),
        { header: 'Quand', cell: (d) => when(d, timeZone) },
      ]}
    />
  );
}

export const DonationBadge = ({ state }: { state: DonationState }) => <BadgeOf {...donationBadge(state)} />;

function when(d: DonationListView, timeZone: string) {
  if (d.state === 'planned') return `collecte le ${formatDate(`${d.expectedOn}T12:00:00Z`, 'UTC')}`;
  if (d.state === 'promised')
    return d.expectedOn ? `attendu le ${formatDate(`${d.expectedOn}T12:00:00Z`, 'UTC')}` : 'sans date';
  return formatAgo(d.receivedAt ?? d.createdAt, clock.now(), timeZone);
}
