import { deviceWords, showAssetCode } from '#bank/devices';
import {
  BENCH_STEPS,
  type BenchStepName,
  HELP,
  type HelpCode,
  type QueueRow,
  type WorkshopToday,
} from '#bank/workshop';
import {
  Badge,
  BenchItem,
  BenchList,
  BenchScan,
  BenchShell,
  Button,
  Code,
  Empty,
  type FieldProblem,
  plural,
  ScanField,
  Tiles,
} from '#platform/ui';
import { KindIcon } from '../../../devices/device/web/kind-icon.js';
import { STEP_WORDS } from '../../web/workshop.words.js';

/** Where the list stands on its page: the tiles lead there, as it lies below them. */
const LIST = 'file';

/** The bench's front page: scan a device, or take the next one. */
export function QueuePage(props: {
  rows: readonly QueueRow[];
  today: WorkshopToday;
  step: BenchStepName | undefined;
  problems?: FieldProblem[];
  typed?: string;
}) {
  const { rows, today, step } = props;
  return (
    <BenchShell title="Atelier" personHref="/" helpHref="/atelier/aide">
      <h1>Quel appareil prenez-vous ?</h1>
      <BenchScan action="/atelier/scan">
        <ScanField
          name="code"
          label="Scannez son étiquette"
          required
          big
          value={props.typed ?? ''}
          problems={props.problems}
        />
        <Button icon="arrow-right">Ouvrir</Button>
      </BenchScan>
      <Steps today={today} step={step} />
      <BenchList
        id={LIST}
        title={step ? `À faire : ${STEP_WORDS[step].label.toLowerCase()}` : 'Les plus anciens d’abord'}
      >
        {rows.length ? (
          rows.map((d) => <QueuedDevice key={d.id} device={d} />)
        ) : (
          <Empty icon="circle-check" title={step ? 'Rien à cette étape' : 'Rien à faire à l’atelier'}>
            {step ? (
              <a href="/atelier">Voir tout l’atelier</a>
            ) : (
              <>
                Quand un lot arrive, confirmez-le dans <a href="/lots">« Lots »</a> : ses appareils viennent ici.
              </>
            )}
          </Empty>
        )}
      </BenchList>
      <Elsewhere />
    </BenchShell>
  );
}

/** The steps at which something waits, each a filter of the queue below. */
function Steps({ today, step }: { today: WorkshopToday; step: BenchStepName | undefined }) {
  const waiting = BENCH_STEPS.filter((s) => today.byStep[s] > 0);
  if (!waiting.length) return null;
  return (
    <Tiles
      layout="tiles"
      tiles={waiting.map((s) => ({
        href: s === step ? `/atelier#${LIST}` : `/atelier?etape=${s}#${LIST}`,
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

function QueuedDevice({ device: d }: { device: QueueRow }) {
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
          {[deviceWords(d), d.place].filter(Boolean).join(' · ')}
        </>
      }
    />
  );
}
