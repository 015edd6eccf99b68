import { deviceWords, showAssetCode } from '#bank/devices';
import {
  BENCH_STEPS,
  type BenchStepName,
  HELP,
  type HelpCode,
  QUEUE,
  type QueueRow,
  type WorkshopToday,
} from '#bank/workshop';
import { pageQuery } from '#platform/http';
import { clock, joined, type Page } from '#platform/kernel';
import {
  addressOf,
  Badge,
  BenchItem,
  BenchList,
  BenchScan,
  BenchShell,
  Button,
  Code,
  Empty,
  ErrorSummary,
  type FieldProblem,
  FilterFields,
  formatWait,
  HiddenField,
  isNarrowed,
  ListFilters,
  Pager,
  pagesOf,
  plural,
  ScanField,
  Tiles,
  useView,
} from '#platform/ui';
import { KindIcon } from '../../../devices/device/web/kind-icon.js';
import { STEP_WORDS } from '../../web/workshop.words.js';

/** Where the list stands on its page: the tiles lead there, as it lies below them. */
const LIST = 'file';

export class QueuePageQuery extends pageQuery(QUEUE) {}

export interface ScannedProps {
  problems?: FieldProblem[];
  typed?: string;
}

interface Props extends ScannedProps {
  page: Page<QueueRow>;
  today: WorkshopToday;
  query: QueuePageQuery | object;
  step: BenchStepName | undefined;
  timeZone: string;
}

const at = (query: object, step: BenchStepName | null): string =>
  `${addressOf('/atelier', { ...query, etape: step, after: null })}#${LIST}`;

export function QueuePage({ page, today, query, step, timeZone, typed, problems }: Props) {
  const { refused } = useView();
  return (
    <BenchShell title="Atelier" personHref="/" helpHref="/atelier/aide">
      <h1>Quel appareil prenez-vous ?</h1>
      <BenchScan action="/atelier/scan">
        <ScanField name="code" label="Scannez son étiquette" required big value={typed ?? ''} problems={problems} />
        <Button icon="arrow-right">Ouvrir</Button>
      </BenchScan>
      <Steps today={today} step={step} query={query} />
      <ErrorSummary problems={refused && [...refused]} />
      {/* What was scanned is no filter of the list. */}
      {problems ? null : (
        <ListFilters
          filters={
            <>
              {step ? <HiddenField name="etape" value={step} /> : null}
              <FilterFields list={QUEUE} query={query} />
            </>
          }
          filterAction="/atelier"
          clearHref={isNarrowed(QUEUE, query) ? '/atelier' : null}
        />
      )}
      {refused ? null : <Queue {...{ page, query, step, timeZone }} />}
      <Elsewhere />
    </BenchShell>
  );
}

function Queue({ page, query, step, timeZone }: Pick<Props, 'page' | 'query' | 'step' | 'timeZone'>) {
  return (
    <BenchList id={LIST} title={titleOf(query, step)}>
      {page.items.length ? (
        page.items.map((d) => <QueuedDevice key={d.id} device={d} timeZone={timeZone} />)
      ) : isNarrowed(QUEUE, query) ? (
        <Empty icon="circle-check" title={nothingOf(query, step)}>
          <a href="/atelier">Voir tout l’atelier</a>
        </Empty>
      ) : (
        <Empty icon="circle-check" title="Rien à faire à l’atelier">
          Quand un lot arrive, confirmez-le dans <a href="/lots">« Lots »</a> : ses appareils viennent ici.
        </Empty>
      )}
      <Pager {...pagesOf('/atelier', query, page)} />
    </BenchList>
  );
}

const asksForHelp = (query: Props['query']): boolean => 'aide' in query && query.aide !== undefined;

function titleOf(query: Props['query'], step: Props['step']): string {
  if (step) return `À faire : ${STEP_WORDS[step].label.toLowerCase()}`;
  return asksForHelp(query) ? 'Demandes d’aide' : 'Les plus anciens d’abord';
}

function nothingOf(query: Props['query'], step: Props['step']): string {
  if (step) return 'Rien à cette étape';
  return asksForHelp(query) ? 'Personne ne demande d’aide' : 'Rien n’attend depuis si longtemps';
}

/** The steps at which something waits, each a filter of the queue below. */
function Steps({ today, step, query }: Pick<Props, 'today' | 'step' | 'query'>) {
  const waiting = BENCH_STEPS.filter((s) => today.byStep[s] > 0);
  if (!waiting.length) return null;
  return (
    <Tiles
      layout="tiles"
      tiles={waiting.map((s) => ({
        href: at(query, s === step ? null : s),
        label: STEP_WORDS[s].label,
        hint: s === step ? 'affiché, tout revoir' : plural(today.byStep[s], 'appareil'),
        icon: STEP_WORDS[s].icon,
      }))}
    />
  );
}

/** The lists that are kept elsewhere: less often opened than the queue, so after it. */
function Elsewhere() {
  return (
    <Tiles
      layout="tiles"
      tiles={[
        {
          href: '/lots',
          label: 'Lots',
          hint: 'ce qui arrive, ce qui part',
          icon: 'truck' as const,
        },
        {
          href: '/effacements/en-cours',
          label: 'Effacements en cours',
          hint: 'ce que disent les postes',
          icon: 'hard-drive' as const,
        },
        {
          href: '/atelier/journaux',
          label: 'Journaux d’effacement',
          hint: 'envoyer un fichier',
          icon: 'file-check' as const,
        },
        {
          href: '/atelier/supports-retires',
          label: 'Supports retirés',
          hint: 'à effacer, à détruire',
          icon: 'package-x' as const,
        },
        {
          href: '/atelier/a-contresigner',
          label: 'Être témoin',
          hint: 'signer un retrait ou une destruction',
          icon: 'signature' as const,
        },
        {
          href: '/atelier/sorties',
          label: 'Sorties sans preuve',
          hint: 'un lot à recycler, un bordereau',
          icon: 'recycle' as const,
        },
        {
          href: '/inventaires',
          label: 'Inventaires',
          hint: 'ce que disent les machines',
          icon: 'cpu' as const,
        },
      ]}
    />
  );
}

function QueuedDevice({ device: d, timeZone }: { device: QueueRow; timeZone: string }) {
  return (
    <BenchItem
      active={d.helpCode !== null}
      badge={
        d.helpCode ? (
          <Badge tone="alert" icon="hand">
            {HELP[d.helpCode as HelpCode]}
          </Badge>
        ) : d.locked ? (
          <Badge tone="attention" icon="lock">
            Verrouillé
          </Badge>
        ) : (
          <Badge tone="info" icon={STEP_WORDS[d.next].icon}>
            {STEP_WORDS[d.next].label}
          </Badge>
        )
      }
      main={
        <a href={`/atelier/${d.code}`}>
          <Code>{showAssetCode(d.code)}</Code>
        </a>
      }
      sub={
        <>
          <KindIcon category={d.category} />
          {joined(
            ' · ',
            deviceWords(d),
            d.place,
            d.waitingSince && `attend depuis ${formatWait(d.waitingSince, clock.now(), timeZone)}`,
          )}
        </>
      }
    />
  );
}
