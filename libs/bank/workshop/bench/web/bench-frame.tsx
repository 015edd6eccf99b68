import { type DeviceView, showAssetCode } from '#bank/devices';
import type { Problem } from '#bank/faults';
import { BENCH_STEPS, type GateView, type UndoableStep } from '#bank/workshop';
import { EndingAct, type FieldProblem, LinkButton } from '#platform/ui';
import { STEP_WORDS } from '../../web/workshop.words.js';

export interface BenchProps {
  gate: GateView;
  /** The lot in which it is still on its way. */
  lot: string | null;
  /** What the reader's own last step was, when it can be taken back. */
  undo: Undoable | null;
  help: { code: string; operatorNumber: number } | null;
  supervisor: boolean;
  /** What its person said is wrong with it, while it is repaired for them. */
  repair: Problem | null;
  /** As of `DeviceView`. */
  toCheck: DeviceView['toCheck'];
  /** It is in stock, and the reader may take it back to the bench. */
  mayReturn: boolean;
  problems?: FieldProblem[] | undefined;
  /** What was typed in the form of the step. */
  values?: Readonly<Record<string, string>> | undefined;
}

/** What every page about a device at the bench has in common: whose steps they are, which comes now, help. */
export const about = ({ code, next }: GateView) => ({
  code: showAssetCode(code),
  done: BENCH_STEPS.indexOf(next),
  total: BENCH_STEPS.length,
  helpHref: `/atelier/${code}/aide`,
  personHref: '/',
});

/** What a page that a step leads to has in common with it, and the way back to the step. */
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

/** A step of one's own that can be taken back. */
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

/** « le classement », as a sentence names a step. */
export function stepWords(kind: unknown): string {
  const words = Object.hasOwn(STEP_WORDS, String(kind)) ? STEP_WORDS[kind as UndoableStep['kind']] : undefined;
  return words?.undo?.what ?? '';
}
