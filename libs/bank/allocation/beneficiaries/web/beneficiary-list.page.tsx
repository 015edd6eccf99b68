import { BENEFICIARY_SORTS, type BeneficiaryView, type FoundPeople } from '#bank/allocation';
import type { CountedPage } from '#platform/database';
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
import type { BeneficiaryListQuery } from '../../web/allocation.queries.dto.js';
import { beneficiaryWords } from './beneficiary-words.js';
import { Found } from './person-picker.js';

/** The people a structure accompanies, by reference. */
export function BeneficiaryListPage(props: {
  page: CountedPage<BeneficiaryView>;
  /** Who was looked for, instead of the list. */
  found: FoundPeople | null;
  query: BeneficiaryListQuery;
}) {
  const { page, found, query } = props;
  const list: ListAddress = { at: '/beneficiaires', query, cursor: 'apres' };
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
            label="Référence, nom ou téléphone"
            width="medium"
            maxlength={120}
            value={query.q}
            placeholder="R-7K3F9"
          />
          <SortField sorts={BENEFICIARY_SORTS} value={query.sort ?? 'newest'} />
        </>
      }
      clearHref={query.q ? '/beneficiaires' : null}
      {...pagesOf('/beneficiaires', query, page, 'apres')}
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
        sorts={BENEFICIARY_SORTS}
        list={list}
        rows={page.items}
        rowKey={(b) => b.id}
        columns={[
          {
            header: 'Référence',
            row: true,
            cell: (b) => (
              <a href={`/beneficiaires/${b.id}`}>
                <Code>{b.reference}</Code>
              </a>
            ),
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
