import type { BeneficiaryView, FoundPeople } from '#allocation';
import type { Page } from '#kernel';
import { Code, Empty, formatDate, LinkButton, ListPage, Table, TextField } from '../../ui/index.js';
import { beneficiaryWords } from './beneficiary-words.js';
import { Found } from './person-picker.js';

/** The people a structure accompanies, by reference. */
export function BeneficiaryListPage(props: {
  page: Page<BeneficiaryView>;
  /** Who was looked for, instead of the list. */
  found: FoundPeople | null;
  q: string;
  after: string;
}) {
  const { page, found, q, after } = props;
  return (
    <ListPage
      title="Bénéficiaires"
      lead="Une référence au hasard par personne. Un nom n’est jamais nécessaire."
      action={
        <LinkButton look="primary" icon="plus" href="/beneficiaires/nouveau">
          Nouvelle personne
        </LinkButton>
      }
      filters={
        <TextField
          name="q"
          label="Référence, nom ou téléphone"
          optionalUnsaid
          width="medium"
          maxlength={120}
          value={q}
          placeholder="R-7K3F9"
        />
      }
      clearHref={q ? '/beneficiaires' : null}
      nextHref={page.next ? `/beneficiaires?apres=${page.next}` : null}
      firstHref={after ? '/beneficiaires' : null}
      {...(page.items.length
        ? {}
        : {
            empty: found ? (
              <Found found={found} to={(id) => `/beneficiaires/${id}`} />
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
