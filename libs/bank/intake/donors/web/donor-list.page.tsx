import { DONOR_KINDS, DONORS, DonorsService, type DonorView, isPerson } from '#bank/intake';
import type { CountedPage } from '#platform/database';
import { exportOf, pageQuery } from '#platform/http';
import { READ } from '#platform/kernel';
import { Cell, Empty, LinkButton, ListOf } from '#platform/ui';
import { groupDigits } from '../../web/intake.words.js';
import { donorWords, identifierOf } from './donor-words.js';

export class DonorListQuery extends pageQuery(DONORS) {}

/** Its export: organisations by their name, people as people, nobody to ring (docs/adr/0033). */
export const DonorExport = exportOf({
  query: DonorListQuery,
  right: READ.donations,
  page: 'dons/donateurs',
  api: 'donors',
  name: 'Donateurs',
  filename: 'donateurs',
  reads: DonorsService,
  read: (donors, ctx, asked) => donors.list(ctx.actor, asked),
  columns: [
    ['Donateur', (d) => (isPerson(d.kind) ? DONOR_KINDS[d.kind].label : d.name)],
    ['Type', (d) => DONOR_KINDS[d.kind].label],
    ['SIREN, SIRET ou RNA', (d) => (isPerson(d.kind) ? '' : identifierOf(d))],
    ['Commune', (d) => (isPerson(d.kind) ? '' : d.commune)],
    ['Dons', (d) => d.donations],
  ],
});

export function DonorListPage({ page, query }: { page: CountedPage<DonorView>; query: DonorListQuery }) {
  return (
    <ListOf
      title="Donateurs"
      list={DONORS}
      at="/dons/donateurs"
      query={query}
      page={page}
      noun={['donateur']}
      trail={[{ label: 'Dons', href: '/dons' }, { label: 'Donateurs' }]}
      action={
        <LinkButton look="primary" icon="plus" href="/dons/nouveau">
          Nouveau don
        </LinkButton>
      }
      notFound={
        <Empty icon="building-2" title="Aucun donateur ne correspond">
          Essayez une partie du nom ou du numéro, ou enlevez un filtre.
        </Empty>
      }
      none={
        <Empty icon="building-2" title="Aucun donateur pour l’instant">
          Un donateur se décrit avec son premier don.
        </Empty>
      }
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
  );
}
