import { DONOR_KINDS, type DonorView } from '#intake';
import type { Page } from '#kernel';
import { Cell, Empty, LinkButton, ListPage, pagesOf, Table, TextField } from '../../ui/index.js';
import { donorWords, identifierOf } from './donor-words.js';
import { groupDigits } from './intake.words.js';

/** The donors the reader's organisation knows. */
export function DonorListPage({ page, q, after }: { page: Page<DonorView>; q: string; after: string | undefined }) {
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
        <TextField name="q" label="Chercher" width="medium" value={q} placeholder="Nom, SIREN ou RNA" optionalUnsaid />
      }
      clearHref={q ? '/dons/donateurs' : null}
      {...pagesOf('/dons/donateurs', { q, after }, page)}
      rows={page.items}
      empty={
        <Empty icon="building-2" title={q ? 'Aucun donateur ne correspond' : 'Aucun donateur pour l’instant'}>
          {q ? 'Essayez une partie du nom ou du numéro.' : 'Un donateur se décrit avec son premier don.'}
        </Empty>
      }
    >
      <Table
        caption="Donateurs, du plus récent au plus ancien"
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
