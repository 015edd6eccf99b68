import { DONOR_KINDS, DONOR_SORTS, type DonorView } from '#bank/intake';
import type { CountedPage } from '#platform/database';
import {
  Cell,
  Empty,
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
import type { DonorListQuery } from '../../web/intake.dto.js';
import { groupDigits } from '../../web/intake.words.js';
import { donorWords, identifierOf } from './donor-words.js';

/** The donors the reader's organisation knows. */
export function DonorListPage({ page, query }: { page: CountedPage<DonorView>; query: DonorListQuery }) {
  const { q, kind } = query;
  const at = '/dons/donateurs';
  const list: ListAddress = { at, query };
  return (
    <ListPage
      title="Donateurs"
      trail={[{ label: 'Dons', href: '/dons' }, { label: 'Donateurs' }]}
      action={
        <LinkButton look="primary" icon="plus" href="/dons/nouveau">
          Nouveau don
        </LinkButton>
      }
      filters={
        <>
          <TextField name="q" label="Chercher" width="medium" value={q} placeholder="Nom, SIREN ou RNA" />
          <SelectField name="kind" label="Type" empty="Tous" value={kind} options={optionsOf(DONOR_KINDS)} />
          <SortField sorts={DONOR_SORTS} value={query.sort ?? 'newest'} />
        </>
      }
      clearHref={q || kind ? at : null}
      {...listProps(list, page, ['donateur'])}
      empty={
        <Empty icon="building-2" title={q || kind ? 'Aucun donateur ne correspond' : 'Aucun donateur pour l’instant'}>
          {q || kind
            ? 'Essayez une partie du nom ou du numéro, ou enlevez un filtre.'
            : 'Un donateur se décrit avec son premier don.'}
        </Empty>
      }
    >
      <SortedTable
        caption="Donateurs"
        sorts={DONOR_SORTS}
        list={list}
        rows={page.items}
        rowKey={(d) => d.id}
        columns={[
          {
            header: 'Donateur',
            row: true,
            cell: (d) => (
              <Cell main={<a href={`/dons/donateurs/${d.id}`}>{donorWords(d)}</a>} sub={groupDigits(identifierOf(d))} />
            ),
          },
          { header: 'Type', cell: (d) => DONOR_KINDS[d.kind].label },
          { header: 'Dons', numeric: true, cell: (d) => d.donations },
        ]}
      />
    </ListPage>
  );
}
