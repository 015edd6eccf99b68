import { CATEGORIES, conditionLabel, deviceWords } from '#bank/devices';
import { type ColumnsBy, IMPORT_STATES, type ImportState, PROBLEM_COLUMN, type SheetsOfBook } from '#bank/files/engine';
import { type DonationView, type FileRowView, type FileView, isRemark } from '#bank/intake';
import {
  Actions,
  BadgeOf,
  Card,
  Code,
  ErrorSummary,
  ExportLinks,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  formatDateTime,
  formatNumber,
  LinkButton,
  Notice,
  RowDevice,
  SelectField,
  ThingPage,
} from '#platform/ui';
import { ColumnsAside, columnsRead } from '../../../files/engine/web/column-choices.js';
import { DeviceRows, type RowPages } from '../../../files/engine/web/device-rows.js';
import { ColumnsCard, FileNotices, isBusy, RowCounts, Sheets, TABLES } from '../../../files/engine/web/file-parts.js';
import { Withdrawn } from '../../../files/engine/web/withdrawal.page.js';
import { FIELD_OPTIONS, fieldLabel } from './file.words.js';
import { FileDecision } from './file-decision.js';

export const FileBadge = ({ state }: { state: ImportState }) => <BadgeOf {...IMPORT_STATES[state]} />;

export interface FilePageProps extends FileRowsProps {
  donation: DonationView;
  file: FileView;
  book: SheetsOfBook | null;
  timeZone: string;
  problems: FieldProblem[] | undefined;
  choosing: boolean;
}

/** A donor's file before anything is made of it: what is good, what is wrong and why; then one decision. */
export function FilePage(props: FilePageProps) {
  const { donation: d, file: f, timeZone } = props;
  const busy = isBusy(f.state);
  const asking = f.state === 'asking';
  const mayChoose = (asking || f.state === 'ready' || f.state === 'failed') && f.header.length > 0;
  const own = props.choosing ? undefined : props.problems;
  const here = `/dons/${d.id}/fichiers/${f.id}`;
  const columns = (
    <FileColumns file={f} action={`${here}/colonnes`} problems={props.choosing ? props.problems : undefined} />
  );
  return (
    <ThingPage
      title={`${f.filename}, don ${d.number}`}
      heading={f.filename}
      lead={`${d.number} · ${d.donorName} · envoyé le ${formatDateTime(f.createdAt, timeZone)}`}
      trail={[{ label: 'Dons', href: '/dons' }, { label: d.number, href: `/dons/${d.id}` }, { label: 'Tableur' }]}
      state={<FileBadge state={f.state} />}
      next={<FileDecision donation={d} file={f} />}
      refreshSeconds={busy ? 2 : undefined}
    >
      <ErrorSummary problems={own} />
      <FileNotices file={f} toLookAt="À revoir avant d’enregistrer" />
      <Resembled file={f} timeZone={timeZone} />
      <Sheets file={f} book={props.book} up={`/dons/${d.id}/fichiers`} said={saidOf(f)} />
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

const saidOf = (f: FileView): Record<string, string> => ({
  sheet: String(f.sheet),
  headerRow: String(f.headerRow),
  ...(f.category ? { category: f.category } : {}),
  ...(f.hiddenRows ? { hiddenRows: 'oui' } : {}),
});

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
  const applied = f.state === 'applied';
  return (
    <RowCounts
      good={applied ? f.rowsLogged : f.rowsRead - f.rowsWrong}
      words={applied ? ['enregistré', 'enregistrés'] : ['ligne bonne', 'lignes bonnes']}
      warned={f.rowsWarned}
      wrong={f.rowsWrong}
      aside={f.rowsWrong > 1 ? 'laissées de côté' : 'laissée de côté'}
    />
  );
}

function Resembled({ file: { resembles }, timeZone }: { file: FileView; timeZone: string }) {
  if (!resembles) return null;
  const { id, donationId, donation, filename, appliedAt } = resembles;
  return (
    <Notice tone="attention" title="Cette liste est peut-être déjà enregistrée.">
      <p>
        « {filename} » (don {donation}), enregistrée le {formatDateTime(appliedAt, timeZone)}, a autant d’appareils de
        chaque type, marque et modèle. Sans numéro de série, rien ne les distingue : vérifiez avant d’enregistrer.
      </p>
      <LinkButton href={`/dons/${donationId}/fichiers/${id}`} icon="file-spreadsheet">
        Voir cette liste
      </LinkButton>
    </Notice>
  );
}

const BY: Readonly<Record<ColumnsBy, string>> = {
  names: 'Reconnues à leurs titres.',
  memory: 'Reprises du dernier fichier de ce donateur : il avait les mêmes titres.',
  person: 'Dites par vous. Le prochain fichier de ce donateur avec les mêmes titres sera lu ainsi.',
  nobody: 'Dites ce que contient chaque colonne : ce sera retenu pour les prochains fichiers de ce donateur.',
};

function FileColumns({
  file: f,
  action,
  problems,
}: {
  file: FileView;
  action: string;
  problems: FieldProblem[] | undefined;
}) {
  const nobody = f.columnsBy === 'nobody';
  return (
    <ColumnsCard
      list={f}
      by={BY}
      options={FIELD_OPTIONS}
      action={action}
      open={nobody || f.state === 'failed' || Boolean(problems?.length)}
      problems={problems}
      does="Relire le fichier ainsi"
      look={nobody ? 'primary' : 'secondary'}
      before={
        nobody ? (
          <Notice tone="attention" title="Nous n’avons pas reconnu les colonnes de ce fichier">
            {BY.nobody}
          </Notice>
        ) : (
          <>
            <p>
              {BY[f.columnsBy]} {columnsRead(f, fieldLabel)}
            </p>
            <ColumnsAside {...f} isNote={isRemark} />
          </>
        )
      }
    >
      <SelectField
        name="category"
        label="Type des appareils, pour les lignes qui ne le disent pas"
        empty="Aucun : ces lignes restent en erreur"
        value={f.category ?? ''}
        options={CATEGORIES.map((c) => ({ value: c.id, label: c.label }))}
      />
    </ColumnsCard>
  );
}

/** Sending a donor's spreadsheet; nothing is made of it before its preview was accepted. */
export function FileUploadPage({ donation: d, problems }: { donation: DonationView; problems?: FieldProblem[] }) {
  const shared = { problems };
  return (
    <FormPage
      title="Envoyer un tableur"
      lead={`${d.number} · ${d.donorName}`}
      trail={[{ label: 'Dons', href: '/dons' }, { label: d.number, href: `/dons/${d.id}` }, { label: 'Tableur' }]}
      aside={
        <Card title="Ce que le fichier peut contenir">
          <p>
            Une ligne par appareil, les titres des colonnes sur la première ligne : <strong>Type</strong>,{' '}
            <strong>Marque</strong>, <strong>Modèle</strong>, <strong>Numéro de série</strong>,{' '}
            <strong>Numéro d’inventaire</strong>, <strong>État</strong>, <strong>Quantité</strong>,{' '}
            <strong>Date d’achat</strong>. L’ordre et les colonnes en plus ne comptent pas ; d’autres titres se
            corrigent ensuite.
          </p>
          <p>
            Un classeur Excel (.xlsx, .xls) ou LibreOffice (.ods), ou un CSV, tel que le donateur l’envoie : accents,
            points-virgules et feuilles sont compris. 100 Mo au plus (32 Mo pour un .xls).
          </p>
        </Card>
      }
    >
      <Form
        action={`/dons/${d.id}/fichiers`}
        multipart
        {...shared}
        does={{ label: 'Envoyer et vérifier', icon: 'upload' }}
        back={{ href: `/dons/${d.id}` }}
      >
        <FileField
          name="sheet"
          label="Fichier du donateur (Excel, LibreOffice ou CSV)"
          hint="Rien n’est enregistré tout de suite : vous verrez d’abord ce qui a été compris."
          required
          accept={TABLES}
          {...shared}
        />
      </Form>
    </FormPage>
  );
}

interface FileRowsProps extends RowPages<FileRowView> {
  recorded: boolean;
  guessed: boolean;
  byForm: boolean;
  devicesHref: string;
}

function Rows({ recorded, guessed, byForm, devicesHref, ...pages }: FileRowsProps) {
  return (
    <DeviceRows
      {...pages}
      stacks
      device={(r) => <FileRow row={r} />}
      columns={[
        {
          header: 'Numéro, état',
          cell: (r) => (r.assetNumber ? <Code>{r.assetNumber}</Code> : 'sans n° d’inventaire'),
          sub: (r) => saidBeside(conditionLabel(r.condition), r.words['condition']),
        },
      ]}
      nothingToSay={
        guessed
          ? 'Chaque ligne donne un appareil ; des mots restent à préciser.'
          : byForm
            ? 'Chaque ligne donne un appareil ; ce que disent les couleurs, les traits et les notes reste à regarder.'
            : 'Toutes les lignes ont été comprises.'
      }
      noneGood="Chaque ligne a une erreur, dite au-dessus."
      {...(recorded
        ? {
            instead: (
              <p>
                Elles sont devenues <a href={devicesHref}>des appareils du don</a>.
              </p>
            ),
          }
        : {})}
      leftHint={!recorded && pages.left.items.some(isUnseen) ? UNSEEN_HINT : undefined}
    />
  );
}

const isUnseen = ({ left }: FileRowView): boolean => left === 'hidden' || left === 'struck';
const UNSEEN_HINT = 'Pour prendre aussi les lignes masquées, filtrées ou barrées : « Corriger les colonnes ».';

const saidBeside = (ours: string, theirs: string | undefined): string =>
  theirs && theirs.toLowerCase() !== ours.toLowerCase() ? `${ours} (« ${theirs.slice(0, 60)} »)` : ours;

function FileRow({ row: r }: { row: FileRowView }) {
  const many = r.quantity > 1 ? `${formatNumber(r.quantity)} appareils` : '';
  return (
    <RowDevice
      line={r.line}
      sheet={r.sheet}
      device={r.category ? deviceWords(r) : null}
      said={r.said}
      called={r.words['category'] ? `« ${r.words['category'].slice(0, 60)} »` : ''}
      serial={r.serial}
      many={many}
      beside={r.screenSerial ? `et un écran, n° ${r.screenSerial}` : ''}
    />
  );
}
