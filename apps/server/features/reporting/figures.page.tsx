import { type FigureRow, type FigureSubject, type FiguresView, type FigureTable, SMALL } from '#reporting';
import {
  addressOf,
  type Bar,
  BarChart,
  ColumnChart,
  CountCard,
  Empty,
  ExportLinks,
  FiguresPage,
  formatDateTime,
  formatNumber,
  Notice,
  SelectField,
} from '../../ui/index.js';
import { FIGURE_WORDS, hasNoYear, hiddenWords, LESS } from './figure.words.js';

/** A small count is drawn as an outline of the most it may be. */
const barOf = (row: FigureRow, subject: FigureSubject): Bar => {
  const shown = hiddenWords(row);
  return {
    label: row.label,
    value: row.count,
    level: row.level,
    ...(shown ? { shown } : {}),
    ...(row.hidden === 'small' ? { below: SMALL - 1 } : {}),
    ...(subject === 'handed_over_by_month' ? { short: row.label.slice(0, 1).toUpperCase() } : {}),
  };
};

const totalOf = (table: FigureTable): string =>
  `Total : ${table.total.hidden ? LESS : formatNumber(table.total.count ?? 0)}`;

/** Counts by period and territory, that name no person and no structure that did not choose to be named. */
export function FiguresOfBank({ figures, timeZone }: { figures: FiguresView; timeZone: string }) {
  const shown = figures.tables.filter((t) => t.rows.length > 0);
  return (
    <FiguresPage
      title="Chiffres"
      address="/chiffres"
      lead={figures.countedAt ? `Comptés le ${formatDateTime(figures.countedAt, timeZone)}.` : undefined}
      counts={<Summary figures={figures} />}
      {...(figures.years.length > 1 ? { filters: <Years figures={figures} /> } : {})}
    >
      {shown.length ? (
        <>
          <Notice tone="info" icon="eye-off" title="Personne ne se reconnaît ici.">
            {` Un nombre de 1 à ${SMALL - 1} est écrit « ${LESS} » ; un autre est parfois « non affiché » pour qu’on ne puisse pas le deviner. Une structure n’est nommée que si elle l’a choisi.`}
          </Notice>
          {shown.map((table) => (
            <section id={table.subject} key={table.subject}>
              <Picture table={table} year={figures.year} />
            </section>
          ))}
          <ExportLinks
            what={`Ces chiffres, ${figures.year}`}
            href={(format) => addressOf('/chiffres/export', { annee: figures.year, format })}
          />
        </>
      ) : (
        <Empty icon="chart-column" title="Pas encore de chiffres">
          Ils apparaissent quelques minutes après les premiers appareils.
        </Empty>
      )}
    </FiguresPage>
  );
}

const Years = ({ figures: { year, years } }: { figures: FiguresView }) => (
  <SelectField
    name="annee"
    label="Année des remises"
    required
    value={year}
    options={years.map((y) => ({ value: y, label: y }))}
  />
);

function Picture({ table, year }: { table: FigureTable; year: string }) {
  const { subject } = table;
  const { title, header, value } = FIGURE_WORDS[subject];
  const Drawn = subject === 'handed_over_by_month' ? ColumnChart : BarChart;
  const told =
    subject === 'handed_over_declared'
      ? `${totalOf(table)}. Reprises d’un ancien outil : personne ici ne les a vues, elles ne sont comptées dans aucun autre tableau.`
      : totalOf(table);
  return (
    <Drawn
      title={hasNoYear(subject) ? title : `${title}, ${year}`}
      labelHeader={header}
      valueHeader={value}
      bars={table.rows.map((row) => barOf(row, subject))}
      source={told}
    />
  );
}

/** Three numbers on top, each leading to its table. */
function Summary({ figures }: { figures: FiguresView }) {
  const of = (subject: FigureSubject) => figures.tables.find((t) => t.subject === subject);
  const months = of('handed_over_by_month');
  return (
    <>
      <Figure table={of('devices_by_state')} label="appareils suivis" count={of('devices_by_state')?.total} />
      <Figure table={months} label={`remises en ${figures.year}`} count={months?.total} />
      <Figure
        table={months}
        label="remises depuis le début"
        count={{ count: figures.sinceTheBeginning, hidden: null }}
      />
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
  return count.count === null ? null : <CountCard count={count.count} label={label} href={`#${table.subject}`} />;
}
