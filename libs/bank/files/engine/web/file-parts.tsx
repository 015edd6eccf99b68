import type { ComponentChildren } from 'preact';
import type { ColumnsBy, ImportState, SheetsOfBook } from '#bank/files/engine';
import { sentenceOf } from '#platform/http';
import {
  Card,
  CountCard,
  Counts,
  Disclosure,
  type FieldProblem,
  formatNumber,
  HowFar,
  Notice,
  type Option,
  plural,
} from '#platform/ui';
import { columnsRead, type ListColumns, type ListPlace, ReadAgainForm } from './column-choices.js';
import { manyTitle } from './file.words.js';
import { type BookPlace, OtherSheets, SheetsLeft } from './sheets.js';

export const TABLES =
  '.xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.ms-excel,application/vnd.oasis.opendocument.spreadsheet';

export const isBusy = (state: string): boolean =>
  state === 'reading' || state === 'applying' || state === 'withdrawing';

export const Failed = ({ file: { error, errorFacts } }: { file: FileTold }) => (
  <Notice tone="alert" title="Rien n’a été enregistré.">
    {sentenceOf(error ?? '', { ...errorFacts })}
  </Notice>
);

interface FileTold {
  readonly state: string;
  readonly error: string | null;
  readonly errorFacts: Readonly<Record<string, unknown>>;
}

/** @param toLookAt said of a file that came back to be decided about */
export const FileNotices = ({
  file: f,
  toLookAt,
}: {
  file: FileTold & { readonly notice: string | null };
  toLookAt: string;
}) => (
  <>
    {f.notice ? (
      <Notice tone="attention" title={f.state === 'applied' ? 'L’import n’a pas pu être annulé' : toLookAt}>
        {sentenceOf(f.notice, {})}
      </Notice>
    ) : null}
    {f.state === 'failed' ? <Failed file={f} /> : null}
  </>
);

const LATER = 'Cette page se met à jour toute seule ; vous pouvez aussi revenir plus tard.';

/** How far the worker is that nobody has to wait for. @param reading « Le fichier est en cours de lecture. » @param does « Appareils repris » @param whole said while it makes `things` */
export function Working({
  file: { state, done },
  things,
  made,
  reading,
  does,
  whole,
}: {
  file: { readonly state: string; readonly done: number };
  things: number;
  made: number;
  reading: string;
  does: string;
  whole: string;
}) {
  if (state === 'reading')
    return (
      <p>
        {done > 0 ? `${plural(done, 'ligne lue', 'lignes lues')}. ` : `${reading} `}
        {LATER}
      </p>
    );
  const withdraws = state === 'withdrawing';
  return (
    <>
      <HowFar label={withdraws ? 'Appareils retirés' : does} done={done} total={withdraws ? made : things} />
      <p>
        {LATER} {withdraws ? null : whole}
      </p>
    </>
  );
}

export const ManyAsked = ({ things, does }: { things: number; does: string }) => (
  <Notice tone="attention" title={manyTitle(things)}>
    C’est beaucoup pour un fichier. {does} que si c’est bien ce nombre.
  </Notice>
);

export const RowCounts = ({
  good,
  words: [one, many],
  warned,
  wrong,
  aside,
  children,
}: {
  good: number;
  words: readonly [one: string, many: string];
  warned: number;
  wrong: number;
  aside: string;
  children?: ComponentChildren;
}) => (
  <Counts>
    <CountCard
      count={good}
      label={good > 1 ? many : one}
      hint={warned ? `dont ${formatNumber(warned)} à regarder` : undefined}
      href="#bonnes"
    />
    <CountCard
      count={wrong}
      label="en erreur"
      {...(wrong ? { hint: aside, tone: 'alert' as const } : {})}
      href="#signalees"
    />
    {children}
  </Counts>
);

/**
 * The other sheets of a workbook: to be taken with the one that is decided about, or after it.
 * @param up the address under which its files are; `said` what was said of this one until now; `kept` how long the sealed file waits
 */
export function Sheets({
  file: f,
  book,
  up,
  said,
  kept,
}: {
  file: BookPlace & { readonly state: ImportState };
  book: SheetsOfBook | null;
  up: string;
  said: Record<string, string>;
  kept?: string;
}) {
  if (!book || isBusy(f.state)) return null;
  const here = `${up}/${f.id}`;
  if (f.state === 'asking' || f.state === 'ready')
    return <OtherSheets file={f} left={book.left} again={{ action: `${here}/colonnes`, fields: said }} />;
  return <SheetsLeft file={f} book={book} here={here} of={(id) => `${up}/${id}`} kept={kept} />;
}

export function ColumnsCard({
  list,
  by,
  options,
  open,
  problems,
  before,
  children,
  ...form
}: {
  list: ListColumns & ListPlace & { readonly columnsBy: ColumnsBy };
  by: Readonly<Partial<Record<ColumnsBy, string>>>;
  options: Option[];
  action: string;
  open: boolean;
  problems: FieldProblem[] | undefined;
  does?: string;
  look?: 'primary' | 'secondary';
  before?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const labelOf = (field: string) => options.find(({ value }) => value === field)?.label ?? field;
  return (
    <Card title="Ce que contient chaque colonne" id="colonnes">
      {before ?? (
        <p>
          {by[list.columnsBy] ?? ''} {columnsRead(list, labelOf)}
        </p>
      )}
      <Disclosure summary="Corriger les colonnes" open={open}>
        <ReadAgainForm list={list} options={options} problems={problems} {...form}>
          {children}
        </ReadAgainForm>
      </Disclosure>
    </Card>
  );
}
