import { type FigureRow, type FigureSubject, type FiguresView, type FigureTable, SMALL } from '#reporting';
import {
  type Bar,
  BarChart,
  CountCard,
  Empty,
  FiguresPage,
  formatDateTime,
  formatNumber,
  Notice,
} from '../../ui/index.js';

const TITLES: Readonly<Record<FigureSubject, { title: string; header: string; value: string }>> = {
  devices_by_state: { title: 'Appareils, par état', header: 'État', value: 'Appareils' },
  handed_over_by_month: { title: 'Remises, par mois', header: 'Mois', value: 'Remises' },
  handed_over_by_category: { title: 'Remises, par type d’appareil', header: 'Type', value: 'Remises' },
  handed_over_by_commune: {
    title: 'Remises, par commune de la structure',
    header: 'Commune',
    value: 'Remises',
  },
  handed_over_by_structure: { title: 'Remises, par structure', header: 'Structure', value: 'Remises' },
  handed_over_declared: {
    title: 'Remises d’avant, déclarées, par année',
    header: 'Année',
    value: 'Remises déclarées',
  },
};

const LESS = `moins de ${SMALL}`;
const HIDDEN = { small: LESS, withheld: 'non affiché' } as const;

const barOf = (row: FigureRow): Bar => ({
  label: row.label,
  value: row.count,
  ...(row.hidden ? { shown: HIDDEN[row.hidden] } : {}),
});

const totalOf = (table: FigureTable): string =>
  `Total : ${table.total.hidden ? LESS : formatNumber(table.total.count ?? 0)}`;

/** Counts by territory, that name no person and no structure that did not choose to be named. */
export function FiguresOfBank({ figures, timeZone }: { figures: FiguresView; timeZone: string }) {
  const shown = figures.tables.filter((t) => t.rows.length > 0);
  return (
    <FiguresPage
      title="Chiffres"
      lead={figures.countedAt ? `Comptés le ${formatDateTime(figures.countedAt, timeZone)}.` : undefined}
      counts={<Summary tables={figures.tables} />}
    >
      {shown.length ? (
        <>
          <Notice tone="info" icon="eye-off" title="Personne ne se reconnaît ici.">
            {` Un nombre de 1 à ${SMALL - 1} est écrit « ${LESS} » ; un autre est parfois « non affiché » pour qu’on ne puisse pas le deviner. Une structure n’est nommée que si elle l’a choisi.`}
          </Notice>
          {shown.map((table) => {
            const { title, header, value } = TITLES[table.subject];
            return (
              <section id={table.subject} key={table.subject}>
                <BarChart
                  title={title}
                  labelHeader={header}
                  valueHeader={value}
                  bars={table.rows.map(barOf)}
                  source={
                    table.subject === 'handed_over_declared'
                      ? `${totalOf(table)}. Reprises d’un ancien outil : personne ici ne les a vues, elles ne sont comptées dans aucun autre tableau.`
                      : totalOf(table)
                  }
                />
              </section>
            );
          })}
        </>
      ) : (
        <Empty icon="chart-column" title="Pas encore de chiffres">
          Ils apparaissent quelques minutes après les premiers appareils.
        </Empty>
      )}
    </FiguresPage>
  );
}

/** Three numbers on top, each leading to its table. */
function Summary({ tables }: { tables: readonly FigureTable[] }) {
  const of = (subject: FigureSubject) => tables.find((t) => t.subject === subject);
  const states = of('devices_by_state');
  const months = of('handed_over_by_month');
  const thisMonth = months?.rows.at(-1);
  return (
    <>
      <Figure table={states} label="appareils suivis" count={states?.total} />
      <Figure table={months} label="remises en tout" count={months?.total} />
      <Figure table={months} label={`remises en ${thisMonth?.label ?? ''}`} count={thisMonth} />
    </>
  );
}

function Figure(props: {
  table: FigureTable | undefined;
  label: string;
  count: Pick<FigureRow, 'count' | 'hidden'> | undefined;
}) {
  const { table, label, count } = props;
  if (!table || !count) return null;
  const hint = count.hidden ? HIDDEN[count.hidden] : undefined;
  return count.count === null ? null : (
    <CountCard count={count.count} label={label} href={`#${table.subject}`} {...(hint ? { hint } : {})} />
  );
}
