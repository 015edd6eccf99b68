import { AppShell, Empty, Notice, PageHead, SearchBox, Table } from '#platform/ui';
import { PeopleRefused } from '../../../allocation/beneficiaries/web/person-picker.js';
import type { FoundGroup, FoundThings } from './everything.js';

/** What was found, kind by kind; each leads to its page. */
export function SearchPage({ typed, found }: { typed: string; found: FoundThings }) {
  return (
    <AppShell title={typed ? `Recherche : ${typed}` : 'Recherche'} search={false} trail={[{ label: 'Recherche' }]}>
      <PageHead
        title="Recherche"
        lead="Un code, un n° de série, un n° de don, de lot, de demande, de panne, de reçu ou de document, une référence ou un bout, un nom, un lieu."
      />
      <SearchBox value={typed} />
      {found.wrongCheck ? (
        <Notice tone="attention" title="Ce code contient une erreur">
          Ses derniers caractères ne vont pas avec les autres : relisez l’étiquette.
        </Notice>
      ) : null}
      {found.peopleRefused ? <PeopleRefused why={found.peopleRefused} /> : null}
      {found.groups.map((group) => (
        <Group key={group.kind} group={group} />
      ))}
      {typed && !found.groups.length && !found.peopleRefused ? (
        <Empty icon="search" title={`Rien ne correspond à « ${typed} »`}>
          Essayez le numéro entier, ou une partie seulement du nom ou de la marque.
        </Empty>
      ) : null}
    </AppShell>
  );
}

function Group({ group }: { group: FoundGroup }) {
  return (
    <section>
      <h2>{group.label}</h2>
      <Table
        caption={group.label}
        stacks
        rows={group.hits}
        rowKey={(hit) => hit.href}
        columns={[
          { header: 'Numéro ou nom', row: true, cell: (hit) => <a href={hit.href}>{hit.title}</a> },
          { header: 'De quoi il s’agit', cell: (hit) => hit.detail },
        ]}
      />
      {group.more ? (
        <p>
          <a href={group.more}>Tout voir : {group.label}</a>
        </p>
      ) : group.others ? (
        <p class="hint">Il y en a d’autres : précisez.</p>
      ) : null}
    </section>
  );
}
