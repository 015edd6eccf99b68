import { Card, Disclosure, formatDateTime, HowFar, PostButton, plural } from '#platform/ui';
import type { MatchingRunView } from '../matching-runs.service.js';
import type { ProposalCounts } from '../proposals.service.js';
import { PRINTED_ORDER } from '../solving/printed-order.js';

export interface LastRunProps {
  /** The run that is open, if any, and the last that was done. */
  readonly runs: readonly MatchingRunView[];
  readonly counts: ProposalCounts;
  readonly timeZone: string;
}

/** The printed order, as `solving/printed-order.ts` follows it. */
const ORDER_WORDS = [
  'Les demandes prioritaires d’abord.',
  `Puis par tranches de ${PRINTED_ORDER.bandDays} jours d’attente, la plus longue d’abord. Dans chaque tranche, le plus de personnes servies.`,
  'Jamais un appareil en dessous du besoin. Une mémoire que personne n’a lue ne compte pas.',
  'Puis ce qui convient au plus juste : pas plus de mémoire qu’il n’en faut, même territoire que le don, la banque avant un atelier, le meilleur classement, ce qui attend en stock depuis longtemps.',
  'À égalité, qui attend depuis le plus longtemps.',
];

/** When it was computed and over what, what it does not know yet, or how far it is. */
export function LastRun({ runs, counts, timeZone }: LastRunProps) {
  const open = runs.find((run) => !run.endedAt);
  const last = runs.find((run) => run.state === 'done');
  return (
    <Card title="Calcul des propositions">
      {open ? (
        <>
          {open.categories ? (
            <HowFar label="Types d’appareils regardés" done={open.categoriesDone} total={open.categories} />
          ) : (
            <p role="status">Le calcul commence.</p>
          )}
          <PostButton action={`/attributions/calculs/${open.id}/arreter`} label="Arrêter le calcul" />
        </>
      ) : (
        <PostButton action="/attributions/calculs" label="Recalculer" icon="refresh-cw" />
      )}
      {last ? (
        <p>
          {`Calculé le ${formatDateTime(last.endedAt!, timeZone)}, sur tout le stock : ${plural(last.units!, 'appareil attendu', 'appareils attendus')}, ${plural(last.devices!, 'prêt', 'prêts')} à réserver, ${plural(last.served!, 'proposition')}.`}
        </p>
      ) : null}
      {last && counts.unknown ? (
        <p>{`${plural(counts.unknown, 'appareil attendu', 'appareils attendus')} depuis ce calcul. Il se refait tout seul, dans la minute.`}</p>
      ) : null}
      <Disclosure summary="Dans quel ordre ?">
        <div class="prose">
          <ol>
            {ORDER_WORDS.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ol>
        </div>
      </Disclosure>
    </Card>
  );
}
