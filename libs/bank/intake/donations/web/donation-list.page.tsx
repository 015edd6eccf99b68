import { DONATION_SORTS, DONATION_STATES, DONOR_KINDS, type DonationListView, type DonationState } from '#bank/intake';
import type { CountedPage } from '#platform/database';
import {
  Badge,
  Cell,
  Empty,
  formatAgo,
  formatDate,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  optionsOf,
  SelectField,
  SortedTable,
  SortField,
  TextField,
} from '#platform/ui';
import type { DonationPageQuery } from '../../web/intake.dto.js';
import { donationBadge, placeWords, progressWords } from '../../web/intake.words.js';

/** Every donation the reader may see: promised, being logged, done. */
export function DonationListPage({
  page,
  query,
  timeZone,
}: {
  page: CountedPage<DonationListView>;
  query: DonationPageQuery;
  timeZone: string;
}) {
  const filtered = Boolean(
    query.q || query.etat || query.tableur || query.convention || query.donorId || query.donorKind,
  );
  const list: ListAddress = { at: '/dons', query };
  return (
    <ListPage
      title="Dons"
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
      filters={<Filters query={query} />}
      clearHref={filtered ? '/dons' : null}
      {...listProps(list, page, ['don'])}
      empty={<NothingHere filtered={filtered} />}
    >
      <SortedTable
        caption="Dons"
        sorts={DONATION_SORTS}
        list={list}
        rows={page.items}
        rowKey={(d) => d.id}
        columns={[
          {
            header: 'Don',
            row: true,
            cell: (d) => (
              <Cell
                main={<a href={`/dons/${d.id}`}>{d.donorName}</a>}
                sub={[d.number, d.personName].filter(Boolean).join(' · ')}
              />
            ),
          },
          { header: 'État', cell: (d) => <DonationBadge state={d.state} /> },
          { header: 'Appareils', numeric: true, cell: (d) => progressWords(d) },
          { header: 'Où', cell: (d) => placeWords(d) },
          { header: 'Quand', cell: (d) => when(d, timeZone) },
        ]}
      />
    </ListPage>
  );
}

function Filters({ query }: { query: DonationPageQuery }) {
  return (
    <>
      <TextField name="q" label="Chercher" width="medium" value={query.q} placeholder="Numéro ou donateur" />
      <SelectField name="etat" label="État" empty="Tous" value={query.etat} options={optionsOf(DONATION_STATES)} />
      <SelectField
        name="donorKind"
        label="Qui donne"
        empty="Tous"
        value={query.donorKind}
        options={optionsOf(DONOR_KINDS)}
      />
      <SortField sorts={DONATION_SORTS} value={query.sort ?? 'newest'} />
    </>
  );
}

export function DonationBadge({ state }: { state: DonationState }) {
  const { label, tone, icon } = donationBadge(state);
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}

function when(d: DonationListView, timeZone: string) {
  if (d.state === 'planned') return `collecte le ${formatDate(`${d.expectedOn}T12:00:00Z`, 'UTC')}`;
  if (d.state === 'promised')
    return d.expectedOn ? `attendu le ${formatDate(`${d.expectedOn}T12:00:00Z`, 'UTC')}` : 'sans date';
  return formatAgo(d.receivedAt ?? d.createdAt, new Date(), timeZone);
}

function NothingHere({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <Empty icon="search" title="Aucun don ne correspond">
        Essayez une partie du numéro ou du nom, ou enlevez un filtre.
      </Empty>
    );
  }
  return (
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
  );
}
