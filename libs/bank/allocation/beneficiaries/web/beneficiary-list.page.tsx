import type { CountedPage } from '#platform/database';
import { apiQuery, pageQuery } from '#platform/http';
import {
  Code,
  countWords,
  Empty,
  formatDate,
  LinkButton,
  type ListAddress,
  ListPage,
  pagesOf,
  SortedTable,
  SortField,
  TextField,
} from '#platform/ui';
import { beneficiaryWords } from '../../web/allocation.words.js';
import type { BeneficiaryView } from '../beneficiary.views.js';
import { BENEFICIARIES, type BeneficiariesAsked } from '../beneficiary-listing.js';
import type { FoundPeople } from '../people-finder.js';
import { Found } from './person-picker.js';

export class BeneficiaryQuery extends apiQuery(BENEFICIARIES) {}
export class BeneficiaryPageQuery extends pageQuery(BENEFICIARIES) {}

const { sorts, usual, pageCursor, filters } = BENEFICIARIES;

/** The people a structure accompanies, by reference. It has no export. */
export function BeneficiaryListPage(props: {
  page: CountedPage<BeneficiaryView>;
  found: FoundPeople | null;
  query: BeneficiaryPageQuery;
  asked: BeneficiariesAsked;
}) {
  const { page, found, query, asked } = props;
  const list: ListAddress = { at: '/beneficiaires', query, cursor: pageCursor };
  return (
    <ListPage
      title="Bénéficiaires"
      lead="Une référence au hasard par personne : trois caractères de son début ou de sa fin suffisent pour la trouver. Un nom n’est jamais nécessaire."
      action={
        <LinkButton look="primary" icon="plus" href="/beneficiaires/nouveau">
          Nouvelle personne
        </LinkButton>
      }
      filters={
        <>
          <TextField
            name="q"
            label={filters.q.label!}
            width="medium"
            maxlength={filters.q.longest}
            value={asked.q}
            placeholder={filters.q.example}
          />
          <SortField sorts={sorts} value={asked.sort ?? usual} />
        </>
      }
      clearHref={asked.q ? '/beneficiaires' : null}
      {...pagesOf('/beneficiaires', query, page, pageCursor)}
      shown={countWords(page.total, ['personne'])}
      rows={page.items}
      empty={
        found ? (
          <Found found={found} to={(id) => `/beneficiaires/${id}`} />
        ) : (
          <Empty icon="users" title="Aucun bénéficiaire pour l’instant">
            Ajoutez une personne ici, ou au moment de lui remettre un appareil.
          </Empty>
        )
      }
    >
      <SortedTable
        caption="Bénéficiaires"
        sorts={sorts}
        list={list}
        rows={page.items}
        rowKey={(b) => b.id}
        columns={[
          {
            header: 'Référence',
            row: true,
            href: (b) => `/beneficiaires/${b.id}`,
            cell: (b) => <Code>{b.reference}</Code>,
          },
          { header: 'Pour les chiffres', cell: (b) => beneficiaryWords(b) || 'rien de communiqué' },
          { header: 'Appareils', numeric: true, cell: (b) => b.devices },
          { header: 'Identité', cell: (b) => (b.hasIdentity ? 'gardée à part' : 'non notée') },
          { header: 'Dernier contact', cell: (b) => formatDate(b.lastContactOn) },
        ]}
      />
    </ListPage>
  );
}
