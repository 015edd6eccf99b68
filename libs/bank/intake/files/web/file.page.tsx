import type { ImportState, SheetsOfBook } from '#bank/files/engine';
import { PROBLEM_COLUMN } from '#bank/files/engine';
import { type DonationView, type FileView } from '#bank/intake';
import { sentenceOf } from '#platform/http';
import {
  Actions,
  Badge,
  Card,
  CountCard,
  Counts,
  ErrorSummary,
  ExportLinks,
  type FieldProblem,
  formatDateTime,
  formatNumber,
  LinkButton,
  Notice,
  ThingPage,
} from '#platform/ui';
import { OtherSheets, SheetsLeft } from '../../../files/engine/web/sheets.js';
import { Withdrawn } from '../../../files/engine/web/withdrawal.page.js';
import { fileBadge } from '../../web/intake.words.js';
import { FileColumns } from './file-columns.js';
import { FileDecision } from './file-decision.js';
import { type FileRowsProps, Rows } from './file-rows.js';
import { Resembled } from './resembled.js';

export function FileBadge({ state }: { state: ImportState }) {
  const { label, tone, icon } = fileBadge(state);
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}

export interface FilePageProps extends FileRowsProps {
  donation: DonationView;
  file: FileView;
  /** Of a workbook of several sheets, what became of them. */
  book: SheetsOfBook | null;
  timeZone: string;
  problems?: FieldProblem[];
  /** The problems are about the columns. */
  choosing?: boolean;
}

/** A donor's file before anything is made of it: what is good, what is wrong and why; then one decision. */
export function FilePage(props: FilePageProps) {
  const { donation: d, file: f, timeZone } = props;
  const busy = f.state === 'reading' || f.state === 'applying' || f.state === 'withdrawing';
  const asking = f.state === 'asking';
  const mayChoose = (asking || f.state === 'ready' || f.state === 'failed') && f.header.length > 0;
  const own = props.choosing ? undefined : props.problems;
  const here = `/dons/${d.id}/fichiers/${f.id}`;
  const columns = (
    <FileColumns
      file={f}
      action={`${here}/colonnes`}
      {...(props.choosing && props.problems ? { problems: props.problems } : {})}
    />
  );
  return (
    <ThingPage
      title={`${f.filename}, don ${d.number}`}
      heading={f.filename}
      lead={`${d.number} · ${d.donorName} · envoyé le ${formatDateTime(f.createdAt, timeZone)}`}
      trail={[{ label: 'Dons', href: '/dons' }, { label: d.number, href: `/dons/${d.id}` }, { label: 'Tableur' }]}
      state={<FileBadge state={f.state} />}
      next={<FileDecision donation={d} file={f} />}
      {...(busy ? { refreshSeconds: 2 } : {})}
    >
      <ErrorSummary {...(own ? { problems: own } : {})} />
      {f.notice ? (
        <Notice
          tone="attention"
          title={f.state === 'applied' ? 'L’import n’a pas pu être annulé' : 'À revoir avant d’enregistrer'}
        >
          {sentenceOf(f.notice, {})}
        </Notice>
      ) : null}
      {f.state === 'failed' ? (
        <Notice tone="alert" title="Rien n’a été enregistré.">
          {sentenceOf(f.error ?? '', { ...f.errorFacts })}
        </Notice>
      ) : null}
      <Resembled file={f} timeZone={timeZone} />
      {props.book ? <Sheets {...props} book={props.book} /> : null}
      {f.state === 'ready' ? <Understood file={f} here={here} /> : null}
      {mayChoose && (asking || props.choosing || f.state === 'failed') ? columns : null}
      {busy || asking || f.state === 'failed' || f.state === 'refused' || f.withdrawal ? null : <Numbers file={f} />}
      {f.withdrawal ? <Withdrawn withdrawal={f.withdrawal} /> : null}
      {f.rowsWrong > 0 && !busy && !f.withdrawal ? (
        <WrongRows here={here} donationId={d.id} applied={f.state === 'applied'} />
      ) : null}
      {mayChoose && !asking && !props.choosing && f.state === 'ready' ? columns : null}
      {(f.state === 'ready' && !asking) || f.state === 'applied' ? <Rows {...props} /> : null}
    </ThingPage>
  );
}

/** The other sheets of the workbook: with this one, or after it. */
function Sheets({ donation: d, file: f, book }: FilePageProps & { book: SheetsOfBook }) {
  const of = (fileId: string) => `/dons/${d.id}/fichiers/${fileId}`;
  if (f.state === 'asking' || f.state === 'ready') {
    const fields = {
      sheet: String(f.sheet),
      headerRow: String(f.headerRow),
      ...(f.category ? { category: f.category } : {}),
      ...(f.hiddenRows ? { hiddenRows: 'oui' } : {}),
    };
    return <OtherSheets file={f} left={book.left} again={{ action: `${of(f.id)}/colonnes`, fields }} />;
  }
  if (f.state === 'applied' || f.state === 'withdrawn' || f.state === 'refused')
    return <SheetsLeft file={f} book={book} here={of(f.id)} of={of} />;
  return null;
}

function WrongRows({ here, donationId, applied }: { here: string; donationId: string; applied: boolean }) {
  return (
    <Card title="Corriger les lignes en erreur">
      <p>
        Le fichier contient ces lignes comme elles sont venues, et une colonne « {PROBLEM_COLUMN} » à la fin.
        Corrigez-les, puis{' '}
        {applied ? 'envoyez ce fichier pour ce don' : 'enregistrez les bonnes lignes et envoyez celui-ci'} : cette
        colonne ne compte pas.
      </p>
      <ExportLinks what="Lignes en erreur" href={(format) => `${here}/lignes-en-erreur?format=${format}`} />
      {applied ? (
        <LinkButton href={`/dons/${donationId}/fichiers/nouveau`} icon="file-spreadsheet">
          Envoyer le fichier corrigé
        </LinkButton>
      ) : null}
    </Card>
  );
}

/** What words were taken for, when none is asked any more: then the next step leads there. */
function Understood({ file: f, here }: { file: FileView; here: string }) {
  if (f.wordsAsked) return null;
  return (
    <Actions>
      <LinkButton href={`${here}/mots`} icon="list-checks">
        Ce que nous avons compris
      </LinkButton>
    </Actions>
  );
}

function Numbers({ file: f }: { file: FileView }) {
  const good = f.state === 'applied' ? f.rowsLogged : f.rowsRead - f.rowsWrong;
  return (
    <Counts>
      <CountCard
        count={good}
        label={
          f.state === 'applied' ? (good > 1 ? 'enregistrés' : 'enregistré') : good > 1 ? 'lignes bonnes' : 'ligne bonne'
        }
        {...(f.rowsWarned ? { hint: `dont ${formatNumber(f.rowsWarned)} à regarder` } : {})}
        href="#bonnes"
      />
      <CountCard
        count={f.rowsWrong}
        label="en erreur"
        {...(f.rowsWrong
          ? { hint: f.rowsWrong > 1 ? 'laissées de côté' : 'laissée de côté', tone: 'alert' as const }
          : {})}
        href="#signalees"
      />
    </Counts>
  );
}
