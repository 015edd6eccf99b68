import { IsIn, IsOptional } from 'class-validator';
import { showAssetCode } from '#bank/devices';
import type { BenchRunView, BenchVerdict } from '#bank/workshop';
import { type Actor, joined, may, WRITE } from '#platform/kernel';
import {
  AppShell,
  Badge,
  Cell,
  Code,
  Empty,
  EndingAct,
  formatBytes,
  formatDateTime,
  LinkButton,
  Notice,
  PageHead,
  plural,
  Table,
} from '#platform/ui';

export class RunsPageQuery {
  /** `oui`: the page stays as it is. */
  @IsOptional() @IsIn(['oui']) arret?: string;
}

const PAGE = '/effacements/en-cours';
const TITLE = 'Effacements en cours';
const AGAIN_SECONDS = 30;
/** A PC reports each minute; one that says nothing for so long has stopped, or lost its network. */
const SILENT_MINUTES = 10;

const isSilent = (run: BenchRunView): boolean => !run.endedAt && run.silentMinutes >= SILENT_MINUTES;

export function RunsPage(props: { runs: readonly BenchRunView[]; stopped: boolean; timeZone: string; actor: Actor }) {
  const { runs, stopped, timeZone, actor } = props;
  const live = runs.filter((run) => !run.endedAt);
  const silent = runs.filter(isSilent);
  return (
    <AppShell
      title={TITLE}
      trail={[{ label: 'Atelier', href: '/atelier' }, { label: TITLE }]}
      refreshSeconds={stopped ? undefined : AGAIN_SECONDS}
    >
      <PageHead
        title={TITLE}
        lead={`${plural(live.length, 'machine')} en cours. ${stopped ? 'La page ne change plus d’elle-même.' : `La page se relit toutes les ${AGAIN_SECONDS} secondes.`}`}
        action={
          stopped ? (
            <LinkButton icon="refresh-cw" href={PAGE}>
              Relire d’elle-même
            </LinkButton>
          ) : (
            <LinkButton icon="ban" href={`${PAGE}?arret=oui`}>
              Arrêter de relire
            </LinkButton>
          )
        }
      />
      {silent.length ? (
        <Notice tone="attention" title="Sans nouvelles :">
          {silent.map((run) => `${showAssetCode(run.code)} depuis ${run.silentMinutes} min`).join(' ; ')}. Allez voir la
          machine : éteinte, bloquée, ou sans réseau ?
        </Notice>
      ) : null}
      {runs.length ? (
        <Table
          caption="Machines annoncées par les postes d’effacement"
          rows={runs}
          rowKey={(run) => run.id}
          columns={[
            {
              header: 'Machine',
              row: true,
              cell: (run) => (
                <Cell
                  main={
                    <a href={`/atelier/${run.code}`}>
                      <Code>{showAssetCode(run.code)}</Code>
                    </a>
                  }
                  sub={joined(' ', run.make, run.model)}
                />
              ),
            },
            { header: 'Disques', cell: (run) => <Drives of={run} /> },
            { header: 'Où en est-elle', cell: (run) => <State of={run} /> },
            {
              header: 'Annoncée',
              cell: (run) => formatDateTime(run.announcedAt, timeZone),
              sub: (run) => `poste n° ${run.operatorNumber}, ${run.organisation}`,
            },
            {
              header: 'Suite',
              cell: (run) =>
                run.endedAt || !may(actor, WRITE.workshop) ? (
                  '—'
                ) : (
                  <EndingAct
                    of={{ label: `Abandonner ${showAssetCode(run.code)}`, icon: 'ban', ends: 'for_good' }}
                    action={`${PAGE}/${run.id}/abandon`}
                    lines={[
                      'L’effacement annoncé est abandonné : rien n’en est prouvé. Si le poste tourne encore, éteignez-le.',
                    ]}
                  />
                ),
            },
          ]}
        />
      ) : (
        <Empty icon="hard-drive" title="Aucune machine annoncée">
          Un poste d’effacement annonce ici chaque machine avant d’effacer son premier octet.
        </Empty>
      )}
    </AppShell>
  );
}

const DRIVE_WORDS = {
  waiting: 'attend',
  erasing: 'efface',
  checking: 'relit',
  done: 'terminé, preuve attendue',
  failed: 'échec',
} as const;

/** The same words as at the machine: `french` of tools/bench/parts/screen.sh. */
const VERDICT_WORDS = {
  proven: 'prouvé',
  to_judge: 'envoyé, une personne juge',
  refused: 'rien de prouvé',
} as const satisfies Record<BenchVerdict, string>;

function Drives({ of: run }: { of: BenchRunView }) {
  if (!run.drives.length) return 'aucun disque fixe';
  return run.drives.map((d) => (
    <div key={d.position}>
      {joined(
        ' ',
        d.model,
        d.sizeBytes === null ? null : formatBytes(d.sizeBytes),
        d.serial ? `n° ${d.serial}` : 'sans numéro',
      )}
      {' : '}
      {d.verdict ? VERDICT_WORDS[d.verdict] : DRIVE_WORDS[d.state]}{' '}
      {d.state === 'erasing' || d.state === 'checking' ? `${d.percent} %` : null}
    </div>
  ));
}

function State({ of: run }: { of: BenchRunView }) {
  if (run.outcome === 'done')
    return (
      <Badge tone="ok" icon="circle-check">
        prouvé
      </Badge>
    );
  if (run.outcome === 'to_judge')
    return (
      <Badge tone="attention" icon="scale">
        {VERDICT_WORDS.to_judge}
      </Badge>
    );
  if (run.outcome === 'failed')
    return (
      <Badge tone="attention" icon="triangle-alert">
        échec : à reprendre à l’établi
      </Badge>
    );
  if (run.outcome === 'abandoned')
    return (
      <Badge tone="neutral" icon="ban">
        abandonné
      </Badge>
    );
  if (isSilent(run))
    return (
      <Badge tone="attention" icon="triangle-alert">
        sans nouvelles depuis {run.silentMinutes} min
      </Badge>
    );
  return <Cell main={`${percentOf(run)} %`} sub={remaining(run)} />;
}

/** Of the slowest drive: the machine is done when that one is. */
const percentOf = (run: BenchRunView): number =>
  run.drives.length
    ? Math.min(...run.drives.map((d) => (d.state === 'done' || d.state === 'failed' ? 100 : d.percent)))
    : 0;

/** As long as so far, for what is left; too early to say below five per cent. */
function remaining(run: BenchRunView): string {
  const percent = percentOf(run);
  if (percent < 5) return 'fin pas encore connue';
  return `encore ${Math.max(1, Math.round((run.minutes * (100 - percent)) / percent))} min environ`;
}
