import {
  type CountedSubject,
  type FigureRow,
  type FiguresView,
  type FigureTable,
  type ShownCount,
  SMALL,
} from '#bank/figures';
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
  LinkButton,
  Notice,
  SelectField,
  SideBySide,
} from '#platform/ui';
import { FIGURE_WORDS, HOW_TO_READ, hiddenWords, sourceOf, tablesShown, titleOf } from './figure.words.js';

/** A small count is drawn as an outline of the most it may be; a month outside of the period that is told is paler. */
export function barOf(row: FigureRow, subject: CountedSubject, months: readonly string[]): Bar {
  const shown = hiddenWords(row);
  const byMonth = subject === 'handed_over_by_month';
  return {
    label: row.label,
    value: row.count,
    level: row.level,
    shown,
    below: row.hidden === 'small' ? SMALL - 1 : undefined,
    ...(byMonth ? { short: row.label.slice(0, 1).toUpperCase(), pale: !months.includes(row.key) } : {}),
  };
}

export function monthsWithin(period: string, of: FigureTable | undefined): string[] {
  const keys = of?.rows.map((r) => r.key) ?? [];
  const [, part = ''] = period.split('-');
  if (!part) return keys;
  const n = Number(part.slice(1));
  if (part.startsWith('S')) return keys.slice((n - 1) * 6, n * 6);
  if (part.startsWith('T')) return keys.slice((n - 1) * 3, n * 3);
  return keys.filter((key) => key === period);
}

const asked = (figures: FiguresView) => ({
  annee: figures.year,
  periode: figures.period.key.split('-')[1],
});

/** Counts by period and territory, that name no person and no structure that did not choose to be named. */
export function FiguresOfBank({ figures, timeZone }: { figures: FiguresView; timeZone: string }) {
  const shown = tablesShown(figures);
  const hasCounts = shown.some((t) => t.total.count !== 0);
  const small = shown.filter((t) => t.rows.length <= 6 && t.subject !== 'handed_over_by_month');
  const wide = shown.filter((t) => !small.includes(t));
  return (
    <FiguresPage
      title={`Chiffres, ${figures.period.label}`}
      address="/chiffres"
      lead={figures.countedAt ? `Comptés le ${formatDateTime(figures.countedAt, timeZone)}.` : undefined}
      counts={<Summary figures={figures} />}
      filters={<Periods figures={figures} />}
      action={
        hasCounts ? (
          <LinkButton look="primary" icon="tv" href={addressOf('/chiffres/presentation.pdf', asked(figures))}>
            À projeter (PDF)
          </LinkButton>
        ) : null
      }
    >
      {hasCounts ? (
        <>
          {wide.slice(0, 1).map((table) => (
            <Picture key={table.subject} table={table} figures={figures} />
          ))}
          <Notice tone="neutral" icon="eye-off" title="Personne ne se reconnaît ici.">
            {HOW_TO_READ}
          </Notice>
          {wide.slice(1).map((table) => (
            <Picture key={table.subject} table={table} figures={figures} />
          ))}
          <SideBySide>
            {small.map((table) => (
              <Picture key={table.subject} table={table} figures={figures} />
            ))}
          </SideBySide>
          <ExportLinks
            what={`Ces chiffres, ${figures.period.label}`}
            href={(format) => addressOf('/chiffres/export', { ...asked(figures), format })}
          />
        </>
      ) : (
        <Empty icon="chart-column" title="Pas encore de chiffres">
          Ils apparaissent quelques minutes après les premiers appareils : par mois, par type, par commune. Un nombre
          trop petit n’est jamais affiché.
        </Empty>
      )}
    </FiguresPage>
  );
}

const Periods = ({ figures: { year, years, period, periods } }: { figures: FiguresView }) => (
  <>
    <SelectField
      name="annee"
      label="Année des remises"
      required
      value={year}
      options={years.map((y) => ({ value: y, label: y }))}
    />
    <SelectField
      name="periode"
      label="Période"
      empty="Toute l’année"
      value={period.key.split('-')[1] ?? ''}
      options={periods.slice(1).map(({ key, label }) => ({ value: key.split('-')[1]!, label }))}
    />
  </>
);

function Picture({ table, figures }: { table: FigureTable; figures: FiguresView }) {
  const { subject } = table;
  const { header, value } = FIGURE_WORDS[subject];
  const Drawn = subject === 'handed_over_by_month' ? ColumnChart : BarChart;
  const months = monthsWithin(figures.period.key, subject === 'handed_over_by_month' ? table : undefined);
  return (
    <section id={subject}>
      <Drawn
        title={titleOf(table, figures)}
        labelHeader={header}
        valueHeader={value}
        bars={table.rows.map((row) => barOf(row, subject, months))}
        source={sourceOf(table, figures)}
      />
    </section>
  );
}

function Summary({ figures }: { figures: FiguresView }) {
  const { handedOver, period, tables } = figures;
  const devices = tables.find((t) => t.subject === 'devices_by_state')?.total;
  const ever = { count: figures.sinceTheBeginning, hidden: null };
  return (
    <>
      <Figure subject="handed_over_by_month" label={`remises, ${period.label}`} of={handedOver} />
      <Figure subject="handed_over_by_month" label="remises depuis le début" of={ever} />
      <Figure subject="devices_by_state" label="appareils suivis aujourd’hui" of={devices} />
    </>
  );
}

function Figure({ subject, label, of }: { subject: CountedSubject; label: string; of: ShownCount | undefined }) {
  return of?.count ? <CountCard count={of.count} label={label} href={`#${subject}`} /> : null;
}
