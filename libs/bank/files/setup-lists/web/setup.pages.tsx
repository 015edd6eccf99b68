import { LEFT_REASONS, type SheetsOfBook } from '#bank/files/engine';
import type { SetupListView, SetupRowView } from '#bank/files/setup-lists';
import { sentenceOf } from '#platform/http';
import type { Page } from '#platform/kernel';
import {
  Actions,
  Badge,
  Button,
  Card,
  Cell,
  Disclosure,
  ExportLinks,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  LinkButton,
  Notice,
  type Option,
  Pager,
  PostButton,
  plural,
  rowAt,
  Table,
} from '#platform/ui';
import { ColumnsAside, columnsRead, ReadAgainForm } from '../../engine/web/column-choices.js';
import { OtherSheets, SheetsLeft, saidOf } from '../../engine/web/sheets.js';
import { Withdrawn } from '../../engine/web/withdrawal.page.js';
import type { SetupWords } from './setup.words.js';

const TABLES =
  '.xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.ms-excel,application/vnd.oasis.opendocument.spreadsheet';

/** A spreadsheet to send, or a template to begin from. */
export function SetupUploadPage(props: {
  list: string;
  words: SetupWords;
  fields: readonly string[];
  problems?: FieldProblem[];
}) {
  const { list, words, fields, problems } = props;
  return (
    <FormPage title={words.title} lead={words.lead} trail={[words.up, { label: 'Importer' }]}>
      <Form action={`/gestion/import/${list}`} multipart problems={problems}>
        <FileField
          name="sheet"
          label="Fichier"
          hint={`Excel, LibreOffice ou CSV. Colonnes lues : ${fields.join(', ')}.`}
          accept={TABLES}
          required
        />
        <Actions>
          <Button iconAfter="arrow-right">Vérifier la liste</Button>
          <LinkButton look="quiet" href={words.up.href}>
            Annuler
          </LinkButton>
        </Actions>
      </Form>
      <ExportLinks what="Modèle vide" href={(format) => `/gestion/import/${list}/modele?format=${format}`} />
    </FormPage>
  );
}

interface SetupListPageProps {
  list: SetupListView;
  words: SetupWords;
  here: string;
  /** All its rows, as they come. */
  rows: Page<SetupRowView>;
  /** Of a workbook of several sheets, what became of them. */
  book: SheetsOfBook | null;
  fields: Option[];
  problems?: FieldProblem[];
  /** The problems are about the columns. */
  choosing: boolean;
}

/** A list before it comes in: each row with what becomes of it, then one decision; afterwards what it made. */
export function SetupListPage(props: SetupListPageProps) {
  const { list: l, words, here, rows, problems, choosing } = props;
  const busy = l.state === 'reading' || l.state === 'applying' || l.state === 'withdrawing';
  const ready = l.state === 'ready';
  return (
    <FormPage
      title={words.title}
      lead={l.name}
      trail={[words.up, { label: 'Importer', href: here.slice(0, here.lastIndexOf('/')) }, { label: 'Vérifier' }]}
      {...(busy ? { refreshSeconds: 2 } : {})}
    >
      {ready ? <Decide {...props} /> : <Ended {...props} />}
      {props.book && !busy ? <Sheets {...props} book={props.book} /> : null}
      {(ready || l.state === 'failed') && l.header.length > 0 ? (
        <Card title="Ce que contient chaque colonne" id="colonnes">
          <p>{columnsRead(l, (field) => props.fields.find(({ value }) => value === field)?.label ?? field)}</p>
          <Disclosure summary="Corriger les colonnes" open={l.state === 'failed' || choosing}>
            <ReadAgainForm
              list={l}
              options={props.fields}
              action={`${here}/colonnes`}
              problems={choosing ? problems : undefined}
            />
          </Disclosure>
        </Card>
      ) : null}
      {rows.items.length ? <Rows rows={rows} here={here} becomes={BECAME[l.state] ?? words.becomes} /> : null}
    </FormPage>
  );
}

/** The other sheets of its workbook: to be taken with it while it waits, or after it. */
function Sheets({ list: l, book, here }: SetupListPageProps & { book: SheetsOfBook }) {
  const up = here.slice(0, here.lastIndexOf('/'));
  if (l.state !== 'ready') return <SheetsLeft file={l} book={book} here={here} of={(id) => `${up}/${id}`} />;
  return <OtherSheets file={l} left={book.left} again={{ action: `${here}/colonnes`, fields: saidOf(l) }} />;
}

function Decide({ list: l, words, here, problems, choosing }: SetupListPageProps) {
  return (
    <>
      <Notice
        tone={l.good ? 'ok' : 'attention'}
        title={l.good ? `${plural(l.good, words.one, words.many)} à enregistrer.` : 'Rien de nouveau dans cette liste.'}
      >
        {l.wrong
          ? `${plural(l.wrong, 'ligne reste', 'lignes restent')} de côté ; la raison est en face de chacune.`
          : ''}
      </Notice>
      <ColumnsAside {...l} />
      <Form action={here} problems={choosing ? undefined : problems}>
        <Actions>
          {l.good ? <Button icon="check">{`Enregistrer ${plural(l.good, words.one, words.many)}`}</Button> : null}
          <LinkButton look={l.good ? 'quiet' : 'primary'} href={here.slice(0, here.lastIndexOf('/'))}>
            Envoyer une autre liste
          </LinkButton>
        </Actions>
      </Form>
      <PostButton action={`${here}/abandon`} label="Abandonner cette liste" icon="ban" look="secondary" />
      {l.wrong ? (
        <ExportLinks what="Lignes de côté" href={(format) => `${here}/lignes-en-erreur?format=${format}`} />
      ) : null}
    </>
  );
}

/** What became of a list, or what it waits for. */
function Ended({ list: l, words, here }: SetupListPageProps) {
  if (l.state === 'applied')
    return (
      <>
        <Notice tone="ok" title={words.done(l.made)}>
          {words.list === 'members' ? (
            <a href={`${here}/invitations`}>Inviter ces personnes</a>
          ) : (
            <a href={words.up.href}>Voir la liste</a>
          )}
        </Notice>
        <p>
          <a href={`${here}/annulation`}>Ce n’est pas la bonne liste ? Annuler cet import</a>
        </p>
      </>
    );
  if (l.state === 'withdrawn')
    return l.withdrawal ? <Withdrawn withdrawal={l.withdrawal} things={words.things} /> : null;
  if (l.state === 'refused')
    return (
      <Notice tone="info" title="Cette liste a été abandonnée.">
        Elle n’a rien enregistré.
      </Notice>
    );
  if (l.state === 'failed')
    return (
      <Notice tone="alert" title="Rien n’a été enregistré.">
        {sentenceOf(l.error ?? '', { ...l.errorFacts })}
      </Notice>
    );
  return <p>La liste est en cours de lecture. Cette page se met à jour toute seule.</p>;
}

/** Of a good row, once its list was taken in, or taken back. */
const BECAME: Partial<Record<SetupListView['state'], string>> = { applied: 'fait', withdrawn: 'annulé' };

function Rows({ rows, here, becomes }: Pick<SetupListPageProps, 'rows' | 'here'> & { becomes: string }) {
  return (
    <Card title="Ligne par ligne" id="lignes">
      <Table
        caption="Ce que devient chaque ligne"
        rows={rows.items}
        rowKey={(r) => `${r.sheet ?? ''} ${r.line}`}
        stacks
        columns={[
          {
            header: 'Ligne',
            row: true,
            cell: (r) => <Cell main={r.said || 'Rien dans les colonnes lues'} sub={rowAt(r)} />,
          },
          { header: 'Ce qui se passe', cell: (r) => <Fate row={r} becomes={becomes} /> },
        ]}
      />
      <Pager nextHref={rows.next ? `${here}?suite=${rows.next}#lignes` : null} />
    </Card>
  );
}

function Fate({ row, becomes }: { row: SetupRowView; becomes: string }) {
  if (row.left) return <Cell main={<Badge tone="neutral">laissée</Badge>} sub={LEFT_REASONS[row.left]} />;
  const words = row.problems.map((p) => sentenceOf(p.code, { ...p.facts })).join(' ');
  const badge = row.wrong ? <Badge tone="attention">de côté</Badge> : <Badge tone="ok">{becomes}</Badge>;
  return words ? <Cell main={badge} sub={words} /> : badge;
}
