import { showAssetCode } from '#devices';
import { BENCH_STEPS, type GateView } from '#refurbishment';
import { type FieldProblem, LinkButton, PostButton } from '../../ui/index.js';
import { STEP_WORDS } from './workshop.words.js';

export interface BenchProps {
  gate: GateView;
  /** What the reader's own last step was, when it can be taken back. */
  undo: 'media' | 'erase' | 'test' | 'grade' | null;
  help: { code: string; operatorNumber: number } | null;
  supervisor: boolean;
  problems?: FieldProblem[] | undefined;
}

const UNDO = { media: 'la déclaration', erase: 'l’effacement', test: 'le test', grade: 'le classement' } as const;

/** What every step has in common: where we are, help, undo on the left. */
export function frame({ gate: g, undo }: BenchProps) {
  return {
    code: showAssetCode(g.code),
    done: BENCH_STEPS.indexOf(g.next),
    total: BENCH_STEPS.length,
    helpHref: `/atelier/${g.code}/aide`,
    personHref: '/',
    icon: STEP_WORDS[g.next].icon,
    back: undo ? (
      <PostButton wide icon="undo-2" action={`/atelier/${g.code}/annulation`} label={`Annuler ${UNDO[undo]}`} />
    ) : (
      <LinkButton wide icon="arrow-left" href="/atelier">
        Retour
      </LinkButton>
    ),
  };
}

export const NextDevice = () => (
  <LinkButton wide look="primary" icon="scan-line" href="/atelier">
    Appareil suivant
  </LinkButton>
);
