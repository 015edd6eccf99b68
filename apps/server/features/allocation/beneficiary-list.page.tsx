import { type BeneficiaryView } from '#allocation';
import type { Page } from '#kernel';
import { Code, Empty, formatDate, LinkButton, ListPage, Table, TextField } from '../../ui/index.js';
import { beneficiaryWords } from './beneficiary-words.js';

/** The people a structure accompanies, by reference. */
export function BeneficiaryListPage({ page, q, after }: { page: Page<BeneficiaryView>; q: string; after: string }) {
  return (
    <ListPage
      title="Bénéficiaires"
      lead="Une référence au hasard par personne. Un nom n’est jamais nécessaire."
      action={
        <LinkButton look="primary" icon="plus" href="/beneficiaires/nouveau">
          Nouvelle personne
        </LinkButton>
      }
      filters={<TextField name="q" label="Référence" optionalUnsaid width="medium" value={q} placeholder="R-7K3F9" />}
      {...(q ? { clearHref: '/beneficiaires' } : {})}
      {...(page.next ? { nextHref: `/beneficiaires?apres=${page.next}` } : {})}
      {...(after ? { firstHref: '/beneficiaires' } : {})}
      {...(page.items.length
        ? {}
        : {
            empty: q ? (
              <Empty icon="search" title="Aucune personne n’a cette référence">
                Vérifiez les cinq caractères après « R- ».
              </Empty>
            ) : (
              <Empty icon="users" title="Aucun bénéficiaire pour l’instant">
                Ajoutez une personne ici, ou au moment de lui remettre un appareil.
              </Empty>
            ),
          })}
    >
      <Table
        caption="Bénéficiaires, du plus récent au plus ancien"
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
