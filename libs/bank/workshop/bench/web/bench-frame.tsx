import { type DeviceView, showAssetCode } from '#bank/devices';
import type { Problem } from '#bank/faults';
import { BENCH_STEPS, type GateView, type Seen, type UndoableStep } from '#bank/workshop';
import { EndingAct, type FieldProblem, type FormState, HiddenField, LinkButton } from '#platform/ui';
import { STEP_WORDS } from '../../web/workshop.words.js';

export interface BenchProps {
  gate: GateView;
  lot: string | null;
  undo: Undoable | null;
  help: { code: string; operatorNumber: number } | null;
  supervisor: boolean;
  repair: Problem | null;
  toCheck: DeviceView['toCheck'];
  mayReturn: boolean;
  problems?: FieldProblem[] | undefined;
  values?: Readonly<Record<string, string>> | undefined;
}

export const about = ({ code, next }: GateView) => ({
  code: showAssetCode(code),
  done: BENCH_STEPS.indexOf(next),
  total: BENCH_STEPS.length,
  helpHref: `/atelier/${code}/aide`,
  personHref: '/',
});

export const within = (g: GateView) => ({
  ...about(g),
  back: (
    <LinkButton wide icon="arrow-left" href={`/atelier/${g.code}`}>
      Retour
    </LinkButton>
  ),
});

/** What every step has in common: where we are, help, the way back; and apart from them, taking one's last step back. */
export function frame({ gate: g, undo }: BenchProps) {
  return {
    ...about(g),
    icon: STEP_WORDS[g.next].icon,
    apart: undo ? <UndoStep code={g.code} step={undo} /> : null,
    back: (
      <LinkButton wide icon="arrow-left" href="/atelier">
        Retour
      </LinkButton>
    ),
  };
}

/** On to another device: the strongest button only where nothing is left to do with this one. */
export const NextDevice = ({ meanwhile }: { meanwhile?: boolean }) => (
  <LinkButton wide look={meanwhile ? 'secondary' : 'primary'} icon="scan-line" href="/atelier">
    Appareil suivant
  </LinkButton>
);

/** Where a device goes that cannot be repaired, from any step; its media are asked about there. */
export const WaysOut = ({ code }: { code: string }) => (
  <>
    <LinkButton look="quiet" icon="recycle" href={`/appareils/${code}/actions/recycle?de=atelier`}>
      À recycler
    </LinkButton>
    <LinkButton look="quiet" icon="puzzle" href={`/appareils/${code}/actions/dismantle?de=atelier`}>
      À démonter pour pièces
    </LinkButton>
  </>
);

type Undoable = Pick<UndoableStep, 'id' | 'kind'>;

/** Taking one's own last step back: apart from « Retour », and asked once more. */
const UndoStep = ({ code, step }: { code: string; step: Undoable }) => (
  <EndingAct
    of={{ label: `Annuler ${STEP_WORDS[step.kind].undo.what}`, icon: 'undo-2', ends: 'until_reopened' }}
    action={`/atelier/${code}/annulation`}
    lines={STEP_WORDS[step.kind].undo.lines}
    fields={{ step: step.id }}
  />
);

export function stepWords(kind: unknown): string {
  const words = Object.hasOwn(STEP_WORDS, String(kind)) ? STEP_WORDS[kind as UndoableStep['kind']] : undefined;
  return words?.undo?.what ?? '';
}

/** What the form shows, as it sends it back; shown again for another reason, it keeps what it was filled in over. */
export function SeenMark({ act, gate: g, problems, values = {} }: FormState & { act: keyof Seen; gate: GateView }) {
  const changed = problems?.some((p) => p.code === 'refurbishment.changed_meanwhile');
  return <HiddenField name="seen" value={changed ? g.seen[act] : values['seen'] || g.seen[act]} />;
}
