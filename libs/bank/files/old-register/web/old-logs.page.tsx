import {
  type LogBatchView,
  OLD_LOG_OUTCOME_NAMES,
  OLD_LOG_OUTCOMES,
  OLD_LOG_WORTH,
  type OldLogView,
} from '#bank/files/old-register';
import { DECLARED_LOG_STATEMENT } from '#bank/workshop';
import type { Page } from '#platform/kernel';
import {
  BadgeOf,
  Card,
  Cell,
  CountCard,
  Counts,
  ErrorSummary,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  formatDateTime,
  formatNumber,
  HowFar,
  LinkButton,
  Operator,
  Pager,
  PostButton,
  plural,
  SigningPassword,
  Table,
  ThingPage,
} from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';

const countOf = (b: LogBatchView, ...outcomes: (keyof LogBatchView['counts'])[]): number =>
  outcomes.reduce((sum, o) => sum + (b.counts[o] ?? 0), 0);

export function OldLogsPage(props: { batches: readonly LogBatchView[]; timeZone: string; problems?: FieldProblem[] }) {
  const { batches, timeZone, problems } = props;
  return (
    <FormPage
      title="Anciens journaux"
      lead="Journaux d’effacement nwipe et relevés smartctl de l’ancien outil."
      trail={[
        { label: 'Appareils', href: '/appareils' },
        { label: 'Reprise', href: '/reprise' },
        { label: 'Anciens journaux' },
      ]}
      aside={
        <Card title="Ce qu’un ancien journal vaut">
          <p>
            Le numéro est lu dans le nom du fichier ou de son dossier : <strong>PC-0421/nwipe.log</strong>,{' '}
            <strong>0421_smart.txt</strong>. Un numéro inconnu, ou porté par deux appareils, n’est jamais deviné.
          </p>
          <p>
            Un journal nwipe ne prouve rien tout seul : personne ici ne l’a vu arriver. Il compte quand un inventaire
            fait depuis montre le même disque, et que vous signez que l’appareil n’a pas servi depuis.
          </p>
          <p>Un relevé smartctl ajoute son disque à la fiche de l’appareil : un disque de plus à prouver.</p>
        </Card>
      }
    >
      <Form
        action="/reprise/journaux"
        multipart
        problems={problems}
        does={{ label: 'Envoyer et rattacher', icon: 'upload' }}
      >
        <FileField
          name="logs"
          label="Fichiers ou ZIP"
          hint="Choisissez plusieurs fichiers à la fois, ou le dossier entier en un ZIP (clic droit, « Compresser »)."
          required
          multiple
          accept=".log,.txt,.zip,text/plain,application/zip"
          problems={problems}
        />
      </Form>
      {batches.length ? (
        <Card title="Déjà envoyés">
          <Table
            caption="Envois, du plus récent au plus ancien"
            rows={batches}
            rowKey={(b) => b.id}
            columns={[
              {
                header: 'Envoi',
                row: true,
                href: (b) => `/reprise/journaux/${b.id}`,
                cell: (b) => formatDateTime(b.createdAt, timeZone),
                sub: (b) => plural(b.files, 'fichier', 'fichiers'),
              },
              { header: 'Rattachés', numeric: true, cell: (b) => formatNumber(countOf(b, 'attached', 'again')) },
              {
                header: 'À regarder',
                numeric: true,
                cell: (b) => formatNumber(countOf(b, 'number_unknown', 'ambiguous', 'other_machine', 'unreadable')),
              },
            ]}
          />
        </Card>
      ) : null}
    </FormPage>
  );
}

interface LogBatchProps {
  batch: LogBatchView;
  logs: Page<OldLogView>;
  outcome: string;
  nextHref: string | null;
  timeZone: string;
  problems?: FieldProblem[];
}

const REASONS: Readonly<Record<string, string>> = {
  too_large: 'plus de 2 Mo : ce n’est pas un journal',
  not_nwipe: 'ni nwipe, ni smartctl',
  not_text: 'ce n’est pas du texte',
};

export function outcomeWords(l: OldLogView): string {
  if (!l.outcome) return 'en attente de lecture';
  switch (l.outcome) {
    case 'attached':
      return l.worth ? OLD_LOG_WORTH[l.worth] : 'aucun disque dans ce journal';
    case 'again':
      return 'ce même fichier avait déjà été envoyé';
    case 'number_unknown':
      return l.number
        ? `aucun appareil n’a le numéro ${l.number}`
        : 'aucun numéro dans le nom du fichier ni du dossier';
    case 'ambiguous':
      return `plusieurs appareils ont le numéro ${l.number}`;
    case 'other_machine':
      return `le journal nomme une autre machine (${l.facts['machineSerial']}) que l’appareil du numéro ${l.number}`;
    case 'unreadable':
      return REASONS[String(l.facts['reason'])] ?? 'illisible';
  }
}

export function LogBatchPage(props: LogBatchProps) {
  const { batch: b, logs, outcome, timeZone, problems, nextHref } = props;
  return (
    <ThingPage
      title={`Anciens journaux du ${formatDateTime(b.createdAt, timeZone)}`}
      heading={plural(b.files, 'ancien journal', 'anciens journaux')}
      lead={
        <>
          Envoyés le {formatDateTime(b.createdAt, timeZone)}, <Operator number={b.operatorNumber} />
        </>
      }
      trail={[
        { label: 'Reprise', href: '/reprise' },
        { label: 'Anciens journaux', href: '/reprise/journaux' },
        { label: formatDateTime(b.createdAt, timeZone) },
      ]}
      refreshSeconds={b.state === 'reading' ? 2 : undefined}
      next={b.state === 'reading' ? <Reading batch={b} /> : <NextSteps {...props} />}
    >
      {b.ready ? null : <ErrorSummary problems={problems} />}
      <Outcomes batch={b} outcome={outcome} />
      <Card title={outcome ? OLD_LOG_OUTCOMES[outcome as keyof typeof OLD_LOG_OUTCOMES].label : 'Fichier par fichier'}>
        <Logs logs={logs.items} />
        <Pager nextHref={nextHref} />
      </Card>
    </ThingPage>
  );
}

const pathOf = (b: LogBatchView) => `/reprise/journaux/${b.id}`;

const Reading = ({ batch: b }: { batch: LogBatchView }) => (
  <>
    <HowFar label="Fichiers lus" done={b.done} total={b.files} />
    <p>Cette page se met à jour toute seule ; vous pouvez aussi revenir plus tard.</p>
  </>
);

/** What waits for a match; another search may find it. */
const WAITING = ['number_unknown', 'ambiguous', 'other_machine'] as const;

function NextSteps({ batch: b, problems }: LogBatchProps) {
  const waits = WAITING.reduce((n, o) => n + (b.counts[o] ?? 0), 0);
  return (
    <>
      {b.ready ? (
        <SignReady batch={b} problems={problems} />
      ) : (
        <p>Aucun effacement n’est prêt à être signé. Joignez un inventaire aux appareils, puis revenez ici.</p>
      )}
      {waits ? (
        <PostButton action={`${pathOf(b)}/rapprochement`} label="Chercher de nouveau" icon="refresh-cw" wide />
      ) : null}
      <LinkButton href={`${pathOf(b)}/rapport`} icon="download" wide>
        Télécharger le rapport
      </LinkButton>
    </>
  );
}

function SignReady({ batch: b, ...given }: Pick<LogBatchProps, 'batch' | 'problems'>) {
  return (
    <Form
      action={`${pathOf(b)}/signature`}
      {...given}
      does={{
        label: b.ready > 1 ? `Signer les ${formatNumber(b.ready)} effacements` : 'Signer l’effacement',
        icon: 'signature',
        wide: true,
      }}
    >
      <p>{plural(b.ready, 'effacement est prêt', 'effacements sont prêts')} : un inventaire montre le même disque.</p>
      <p>
        <strong>« {DECLARED_LOG_STATEMENT} »</strong>
      </p>
      <SigningPassword act="old_logs" {...given} />
    </Form>
  );
}

function Outcomes({ batch: b, outcome }: Pick<LogBatchProps, 'batch' | 'outcome'>) {
  return (
    <Counts>
      {OLD_LOG_OUTCOME_NAMES.filter((o) => b.counts[o]).map((o) => (
        <CountCard
          key={o}
          count={b.counts[o] ?? 0}
          label={(b.counts[o] ?? 0) > 1 ? OLD_LOG_OUTCOMES[o].many : OLD_LOG_OUTCOMES[o].label.toLowerCase()}
          href={o === outcome ? pathOf(b) : `${pathOf(b)}?resultat=${o}`}
          tone={
            OLD_LOG_OUTCOMES[o].tone === 'alert' || OLD_LOG_OUTCOMES[o].tone === 'attention'
              ? (OLD_LOG_OUTCOMES[o].tone as 'alert' | 'attention')
              : undefined
          }
        />
      ))}
    </Counts>
  );
}

function Logs({ logs }: { logs: readonly OldLogView[] }) {
  return (
    <Table
      caption="Fichiers, dans l’ordre de l’envoi"
      rows={logs}
      rowKey={(l) => l.id}
      columns={[
        {
          header: 'Fichier',
          row: true,
          href: (l) => (l.erasureLogId ? `/atelier/journaux/${l.erasureLogId}` : null),
          cell: (l) => l.path,
          sub: (l) => l.kind ?? '',
        },
        { header: 'Appareil', cell: (l) => <DeviceOfLog log={l} /> },
        { header: 'Résultat', cell: (l) => <Outcome log={l} /> },
      ]}
    />
  );
}

const DeviceOfLog = ({ log: l }: { log: OldLogView }) => (l.deviceCode ? <DeviceCode code={l.deviceCode} /> : <>—</>);

function Outcome({ log: l }: { log: OldLogView }) {
  const words = l.outcome ? OLD_LOG_OUTCOMES[l.outcome] : null;
  return <Cell main={words ? <BadgeOf {...words} /> : 'À lire'} sub={outcomeWords(l)} />;
}
