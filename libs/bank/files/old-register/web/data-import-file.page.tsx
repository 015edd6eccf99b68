import { deviceWords, STATES } from '#bank/devices';
import type { SheetsOfBook } from '#bank/files/engine';
import type { DataImportField, DataImportFileView, DataImportRowView } from '#bank/files/old-register';
import { MOST_OF_A_FILE } from '#bank/intake';
import { joined } from '#platform/kernel';
import {
  Badge,
  Card,
  Cell,
  Code,
  CountCard,
  ErrorSummary,
  Facts,
  type FieldProblem,
  formatDate,
  formatDateTime,
  formatEuros,
  formatNumber,
  LinkButton,
  Notice,
  PostButton,
  plural,
  RowDevice,
  Steps,
  Table,
  ThingPage,
} from '#platform/ui';
import { FormMarksCard } from '../../engine/web/column-choices.js';
import { DeviceRows, type RowPages } from '../../engine/web/device-rows.js';
import { manyInWords } from '../../engine/web/file.words.js';
import { FileNotices, isBusy, ManyAsked, RowCounts, Working } from '../../engine/web/file-parts.js';
import { SheetsLeft } from '../../engine/web/sheets.js';
import { UndoLink, Withdrawn } from '../../engine/web/withdrawal.page.js';
import { DataImportBadge, STEPS } from './data-imports.page.js';

export interface DataImportFileProps extends DataImportRowsProps {
  book: SheetsOfBook | null;
  timeZone: string;
  problems: FieldProblem[] | undefined;
}

const STEP_OF = {
  reading: 1,
  mapping: 1,
  ready: 2,
  applying: 3,
  applied: 4,
  withdrawing: 4,
  withdrawn: 4,
  refused: 4,
  failed: 3,
} as const;
const goodRows = (f: DataImportFileView): number => f.rowsRead - f.rowsWrong - f.rowsSkipped;

export function DataImportFilePage(props: DataImportFileProps) {
  const { file: f, book, problems, timeZone } = props;
  return (
    <ThingPage
      title={`Reprise de ${f.filename}`}
      heading={f.filename}
      lead={`${f.issuer} · envoyé le ${formatDateTime(f.createdAt, timeZone)}`}
      trail={[
        { label: 'Appareils', href: '/appareils' },
        { label: 'Reprise', href: '/reprise' },
        { label: f.filename },
      ]}
      state={<DataImportBadge state={f.state} />}
      next={<Decision file={f} />}
      refreshSeconds={isBusy(f.state) ? 2 : undefined}
    >
      <Steps labels={STEPS} current={STEP_OF[f.state]} />
      <ErrorSummary problems={problems} />
      <FileNotices file={f} toLookAt="À revoir avant de reprendre" />
      {f.state === 'ready' && f.columns.state === undefined ? <AllToProve /> : null}
      {book && (f.state === 'applied' || f.state === 'withdrawn' || f.state === 'refused') ? (
        <SheetsLeft file={{ ...f, also: [] }} book={book} here={`/reprise/${f.id}`} of={(id) => `/reprise/${id}`} />
      ) : null}
      {f.state === 'ready' || f.state === 'applied' ? <Numbers file={f} /> : null}
      {f.withdrawal ? <Withdrawn withdrawal={f.withdrawal} /> : null}
      {f.state === 'applied' ? <Result file={f} /> : null}
      {f.state === 'ready' || f.state === 'applied' ? <Rows {...props} /> : null}
    </ThingPage>
  );
}

/** Said before anything comes in: nothing of the file says where a device stands. */
export const AllToProve = () => (
  <Notice tone="attention" title="Aucune colonne ne dit l’état : tous les appareils seront « à prouver ».">
    Si une colonne le dit (« Situation », « Statut »…), choisissez-la comme « État ou statut » avant de reprendre.
  </Notice>
);

function Decision({ file: f }: { file: DataImportFileView }) {
  const here = `/reprise/${f.id}`;
  switch (f.state) {
    case 'ready':
      return (
        <>
          <TakeOver file={f} />
          <PostButton action={`${here}/retour`} label="Changer les correspondances" icon="undo-2" wide />
          <WrongRows file={f} />
          <PostButton action={`${here}/abandon`} label="Abandonner ce fichier" icon="ban" look="quiet" wide />
        </>
      );
    case 'applied':
      return (
        <>
          <p>
            {plural(f.rowsMade, 'appareil repris', 'appareils repris')}. Leurs anciennes étiquettes marchent déjà :
            scannez-en une pour voir.
          </p>
          {f.result.states?.to_be_proven ? (
            <LinkButton href="/appareils?state=to_be_proven" icon="clipboard-list" look="primary" wide>
              Lancer les preuves
            </LinkButton>
          ) : null}
          <LinkButton href="/reprise/journaux" icon="history" wide>
            Rattacher les anciens journaux
          </LinkButton>
          <WrongRows file={f} />
          <UndoLink here={here} />
        </>
      );
    case 'reading':
    case 'applying':
    case 'withdrawing':
      return (
        <Working
          file={f}
          things={f.devicesRead}
          made={f.rowsMade}
          reading="Le fichier est en cours de lecture."
          does="Appareils repris"
          whole="Tout est repris, ou rien."
        />
      );
    case 'failed':
      return <PostButton action={`${here}/abandon`} label="Abandonner ce fichier" icon="ban" wide />;
    default:
      return (
        <LinkButton href="/reprise" icon="file-spreadsheet" look="primary" wide>
          Envoyer un autre fichier
        </LinkButton>
      );
  }
}

const WrongRows = ({ file: f }: { file: DataImportFileView }) =>
  f.rowsWrong ? (
    <LinkButton href={`/reprise/${f.id}/lignes-a-corriger`} icon="download" wide>
      Télécharger les lignes à corriger
    </LinkButton>
  ) : null;

function Numbers({ file: f }: { file: DataImportFileView }) {
  const applied = f.state === 'applied';
  return (
    <RowCounts
      good={applied ? f.rowsMade : goodRows(f)}
      words={applied ? ['appareil repris', 'appareils repris'] : ['ligne bonne', 'lignes bonnes']}
      warned={f.rowsWarned}
      wrong={f.rowsWrong}
      aside="laissées de côté"
    >
      {f.rowsSkipped ? (
        <CountCard
          count={f.rowsSkipped}
          label={f.rowsSkipped > 1 ? 'laissées' : 'laissée'}
          hint="sans appareil"
          href="#laissees"
        />
      ) : null}
    </RowCounts>
  );
}

function Result({ file: f }: { file: DataImportFileView }) {
  const { states = {}, structures = [], made = [] } = f.result;
  return (
    <>
      <Card title="Ce qui a été repris">
        <Facts
          facts={(Object.keys(STATES) as (keyof typeof STATES)[])
            .filter((s) => s in states)
            .map((s) => [
              STATES[s].label,
              <a href={`/appareils?state=${s}`}>{formatNumber((states as Record<string, number>)[s] ?? 0)}</a>,
            ])}
        />
        <p>
          Tout est marqué « déclaré, repris de {f.issuer} » dans l’histoire des appareils. Les quotas des structures
          n’ont pas bougé.
        </p>
      </Card>
      {structures.length ? (
        <Card title="Remis, par structure">
          <Table
            caption="Appareils déclarés remis, par structure"
            rows={structures}
            rowKey={(s) => s.id}
            columns={[
              { header: 'Structure', row: true, cell: (s) => s.name },
              { header: 'Appareils', numeric: true, cell: (s) => formatNumber(s.count) },
            ]}
          />
        </Card>
      ) : null}
      {made.length ? (
        <Card title="Créés par la reprise">
          <Facts facts={made.map((m) => [m.kind === 'structure' ? 'Structure' : 'Lieu', m.name])} />
          <p>Leurs agents peuvent être ajoutés dans Réglages.</p>
        </Card>
      ) : null}
    </>
  );
}

function TakeOver({ file: f }: { file: DataImportFileView }) {
  const devices = f.devicesRead;
  if (devices <= 0) return <p>Aucune ligne ne peut être reprise. Corrigez les correspondances, ou le fichier.</p>;
  const many = devices > MOST_OF_A_FILE;
  return (
    <>
      <p>
        {f.rowsWrong
          ? 'Les lignes en erreur seront laissées de côté : vous pourrez les télécharger, les corriger et les envoyer de nouveau.'
          : 'Toutes les lignes sont bonnes.'}
      </p>
      {many ? <ManyAsked things={devices} does="Ne reprenez" /> : null}
      <PostButton
        action={`/reprise/${f.id}/reprise`}
        label={
          many
            ? `Oui, reprendre ${manyInWords(devices)}`
            : devices > 1
              ? `Reprendre les ${formatNumber(devices)} appareils`
              : 'Reprendre l’appareil'
        }
        icon="check"
        look="primary"
        fields={{ only: f.rowsWrong ? 'good' : 'all', ...(many ? { devices: String(devices) } : {}) }}
        wide
      />
    </>
  );
}

interface DataImportRowsProps extends RowPages<DataImportRowView> {
  file: DataImportFileView;
}

function Rows({ file: f, ...pages }: DataImportRowsProps) {
  const ready = f.state === 'ready';
  return (
    <>
      <FormMarksCard {...f} />
      <DeviceRows
        {...pages}
        device={(r) => <DataImportRow row={r} />}
        columns={[
          { header: 'Ancien numéro', cell: oldNumber },
          { header: 'Deviendra', cell: (r) => <Becomes row={r} /> },
          ...(PURCHASE_FIELDS.some((field) => f.columns[field] !== undefined)
            ? [{ header: 'Achat', cell: ({ purchase }: DataImportRowView) => <Bought purchase={purchase} /> }]
            : []),
        ]}
        nothingToSay={
          f.state === 'applied' ? 'Aucune ligne n’était en erreur.' : 'Aucune ligne n’est en erreur ni à regarder.'
        }
        noneGood="Chaque ligne a une erreur, dite au-dessus, ou n’est pas à reprendre."
        {...(ready ? { leftHint: hiddenHint(f) } : { instead: null })}
      />
    </>
  );
}

const oldNumber = ({ number, quantity }: DataImportRowView) =>
  number ? <Code>{number}</Code> : quantity > 1 ? `sans numéro, ${formatNumber(quantity)} appareils` : 'sans numéro';

const hiddenHint = (f: DataImportFileView): string | undefined =>
  !f.hiddenRows && f.sheets[f.sheet]?.hiddenRows
    ? 'Pour prendre aussi les lignes masquées ou barrées : « Changer les correspondances », puis « Corriger les colonnes ».'
    : undefined;

function Becomes({ row: r }: { row: DataImportRowView }) {
  if (!r.state) return null;
  const where =
    r.state === 'handed_over'
      ? joined(', ', r.structure, r.day ? `le ${formatDate(r.day)}` : 'date non connue')
      : r.state === 'to_be_proven'
        ? (r.place ?? r.structure ?? 'lieu habituel')
        : '';
  return (
    <Cell
      main={
        <Badge tone={STATES[r.state].tone} icon={STATES[r.state].icon}>
          {STATES[r.state].label}
        </Badge>
      }
      sub={where}
    />
  );
}

const PURCHASE_FIELDS = [
  'purchased',
  'cost',
  'supplier',
  'purchaseWarrantyEnd',
] as const satisfies readonly DataImportField[];

function Bought({ purchase }: Pick<DataImportRowView, 'purchase'>) {
  if (!purchase) return null;
  const { year, day, costCents, supplier, purchaseWarrantyEnd: end } = purchase;
  const main = joined(', ', day ? formatDate(day) : year, costCents ? formatEuros(costCents) : null);
  const under = joined(', ', supplier, end ? `garanti jusqu’au ${formatDate(end)}` : null);
  return <Cell main={main || under} sub={main ? under : ''} />;
}

const DataImportRow = ({ row: r }: { row: DataImportRowView }) => (
  <RowDevice line={r.line} device={r.category ? deviceWords(r) : null} said={r.said} serial={r.serial} />
);
