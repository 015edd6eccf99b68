import type { RegisterLine } from '#bank/rules';
import { PROCESSINGS, type Processing, reviewedColumns } from '#platform/kernel';
import { Cell, ExportLinks, Facts, FoldedCard, FoldedPage, formatNumber, plural, Table } from '#platform/ui';

/** The register: why people's data is held, which, and how long. */
export function RegisterPage({ lines, basis }: { lines: readonly RegisterLine[]; basis: (of: Processing) => string }) {
  return (
    <FoldedPage
      title="Registre des données personnelles"
      lead="Ce que le programme garde des personnes, pourquoi, combien de temps. Les durées viennent des règles en vigueur."
      above={
        <>
          <p>
            <a href="/regles#conservation">Changer une durée</a> ·{' '}
            <a href="/donnees-personnelles">Ce que le public peut lire</a>
          </p>
          <ExportLinks what="le registre" href={(format) => `/registre/export?format=${format}`} />
        </>
      }
    >
      {(Object.keys(PROCESSINGS) as Processing[]).map((id) => (
        <Processed key={id} id={id} lines={lines.filter((l) => l.processing === id)} basis={basis(id)} />
      ))}
      <Reviewed />
    </FoldedPage>
  );
}

/** What was looked at and can hold nobody, reason by reason. */
function Reviewed() {
  const byWhy = new Map<string, string[]>();
  for (const { table, column, why } of reviewedColumns)
    byWhy.set(why, [...(byWhy.get(why) ?? []), `${table}.${column}`]);
  return (
    <FoldedCard
      id="sans-personne"
      title="Ce qui ne parle de personne"
      brief="Chaque autre colonne qui peut contenir des mots a été regardée une par une, ou n’accepte que des codes : la base refuse le reste."
      summary={`Les ${formatNumber(reviewedColumns.length)} colonnes regardées, et pourquoi`}
    >
      {[...byWhy].map(([why, of]) => (
        <p key={why}>
          {`${plural(of.length, 'colonne')} : ${why}. `}
          <span class="code long">{of.join(', ')}</span>
        </p>
      ))}
    </FoldedCard>
  );
}

/** Whose data and why in a sentence, and how long; what is held, column by column, is folded. */
function Processed({ id, lines, basis }: { id: Processing; lines: readonly RegisterLine[]; basis: string }) {
  const { title, people, purpose, readers } = PROCESSINGS[id];
  return (
    <FoldedCard
      id={id}
      title={title}
      brief={
        <>
          {`${people}, pour ${purpose.charAt(0).toLowerCase()}${purpose.slice(1)}. `}
          <span class="hint">{`Qui le lit ? ${readers}.`}</span>
        </>
      }
      summary={`${plural(lines.length, 'donnée')}, ${plural(new Set(lines.map((l) => l.kept)).size, 'durée')}, et leurs sources`}
    >
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
    </FoldedCard>
  );
}
