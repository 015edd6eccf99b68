import type { RegisterLine } from '#bank/rules';
import { PROCESSINGS, type Processing, reviewedColumns } from '#platform/kernel';
import { Card, Cell, Disclosure, ExportLinks, Facts, ListPage, Table } from '#platform/ui';

/** The register: why people's data is held, which, and how long. */
export function RegisterPage({ lines, basis }: { lines: readonly RegisterLine[]; basis: (of: Processing) => string }) {
  return (
    <ListPage
      title="Registre des données personnelles"
      lead="Ce que le programme garde des personnes, pourquoi, combien de temps. Les durées viennent des règles en vigueur."
    >
      <p>
        <a href="/regles">Changer une durée</a> · <a href="/donnees-personnelles">Ce que le public peut lire</a>
      </p>
      <ExportLinks what="le registre" href={(format) => `/registre/export?format=${format}`} />
      {(Object.keys(PROCESSINGS) as Processing[]).map((id) => (
        <Processed key={id} id={id} lines={lines.filter((l) => l.processing === id)} basis={basis(id)} />
      ))}
      <Reviewed />
    </ListPage>
  );
}

/** What was looked at and can hold nobody, reason by reason. */
function Reviewed() {
  const byWhy = new Map<string, string[]>();
  for (const { table, column, why } of reviewedColumns)
    byWhy.set(why, [...(byWhy.get(why) ?? []), `${table}.${column}`]);
  return (
    <Card id="sans-personne" title="Ce qui ne parle de personne">
      <p>
        Chaque autre colonne qui peut contenir des mots a été regardée une par une, ou n’accepte que des codes : la base
        refuse le reste.
      </p>
      {[...byWhy].map(([why, of]) => (
        <Disclosure key={why} summary={`${of.length} colonnes : ${why}`}>
          <p class="code long">{of.join(', ')}</p>
        </Disclosure>
      ))}
    </Card>
  );
}

function Processed({ id, lines, basis }: { id: Processing; lines: readonly RegisterLine[]; basis: string }) {
  const { title, people, purpose, readers } = PROCESSINGS[id];
  return (
    <Card id={id} title={title}>
      <Facts
        facts={[
          ['Finalité', purpose],
          ['Base', basis],
          ['Personnes', people],
          ['Lu par', readers],
        ]}
      />
      <Table
        caption={`Données : ${title}`}
        rows={lines}
        rowKey={(l) => `${l.table}.${l.column}`}
        columns={[
          { header: 'Donnée', row: true, cell: (l) => <Cell main={l.what} sub={`${l.table}.${l.column}`} /> },
          { header: 'Gardée', cell: (l) => <Cell main={l.kept} sub={l.source ?? ''} /> },
        ]}
      />
    </Card>
  );
}
