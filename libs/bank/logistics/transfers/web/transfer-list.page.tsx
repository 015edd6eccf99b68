import { PURPOSES, SENT_STATES, TRANSFER_SORTS, TRANSFER_STATES, type TransferView } from '#bank/logistics';
import type { CountedPage } from '#platform/database';
import {
  Cell,
  Code,
  Empty,
  formatDay,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  optionsOf,
  plural,
  SelectField,
  SortedTable,
  SortField,
  TextField,
} from '#platform/ui';
import type { LotListQuery } from '../../web/logistics.dto.js';
import { TransferBadge } from '../../web/logistics.words.js';

/** The lots that come and go, newest first. */
export function TransferListPage({
  page,
  query,
  timeZone,
}: {
  page: CountedPage<TransferView>;
  query: LotListQuery;
  timeZone: string;
}) {
  const filtered = Boolean(query.sens || query.etat || query.but || query.q);
  const list: ListAddress = { at: '/lots', query };
  return (
    <ListPage
      title="Lots"
      lead={<a href="/caisses">Caisses et palettes</a>}
      action={
        <LinkButton look="primary" icon="truck" href="/lots/nouveau">
          Préparer un lot
        </LinkButton>
      }
      filters={<Filters query={query} />}
      clearHref={filtered ? '/lots' : null}
      {...listProps(list, page, ['lot'])}
      empty={<NothingHere filtered={filtered} />}
    >
      <SortedTable
        caption="Lots"
        sorts={TRANSFER_SORTS}
        list={list}
        rows={page.items}
        rowKey={(t) => t.id}
        columns={[
          {
            header: 'Lot',
            row: true,
            cell: (t) => (
              <a href={`/lots/${t.id}`}>
                <Code>{t.number}</Code>
              </a>
            ),
          },
          {
            header: 'Trajet',
            wide: true,
            cell: (t) => <Cell main={t.to} sub={`de ${t.from} · ${PURPOSES[t.purpose]}`} />,
          },
          {
            header: 'Contenu',
            minor: true,
            cell: (t) => <Cell main={plural(t.devices, 'appareil')} {...differences(t)} />,
          },
          { header: 'État', cell: (t) => <TransferBadge of={t} /> },
          { header: 'Date', cell: (t) => formatDay(t.endedAt ?? t.sentAt ?? t.createdAt, timeZone) },
        ]}
      />
    </ListPage>
  );
}

function Filters({ query }: { query: LotListQuery }) {
  return (
    <>
      <TextField name="q" label="Chercher" width="medium" value={query.q} placeholder="Numéro ou organisation" />
      <SelectField
        name="sens"
        label="Sens"
        empty="Tous"
        value={query.sens}
        options={[
          { value: 'in', label: 'Pour nous' },
          { value: 'out', label: 'De chez nous' },
        ]}
      />
      <SelectField
        name="etat"
        label="État"
        empty="Tous"
        value={query.etat}
        options={[
          ...optionsOf(TRANSFER_STATES),
          ...Object.entries(SENT_STATES).map(([value, label]) => ({ value, label })),
        ]}
      />
      <SortField sorts={TRANSFER_SORTS} value={query.sort ?? 'newest'} />
    </>
  );
}

function NothingHere({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Empty icon="search" title="Aucun lot ne correspond">
      Enlevez un filtre pour en voir plus.
    </Empty>
  ) : (
    <Empty icon="truck" title="Aucun lot">
      Un lot est une liste d’appareils qui part d’ici, et que celui qui reçoit confirme en les scannant.
    </Empty>
  );
}

/** "1 manque, 2 en plus" under the count, when there is something to say. */
function differences(t: TransferView): { sub?: string } {
  const said = [t.missing ? `${t.missing} à retrouver` : '', t.extra ? `${t.extra} en plus` : '']
    .filter(Boolean)
    .join(', ');
  return said ? { sub: said } : {};
}
