import { Card, Disclosure, formatDate, formatDateTime, HowFar, Notice, PostButton, plural } from '#platform/ui';
import type { MatchingRunView } from '../matching-runs.service.js';
import type { ProposalCounts } from '../proposals.service.js';
import { PRINTED_ORDER } from '../solving/printed-order.js';

export interface LastRunProps {
  /** As `MatchingRunsService.newest` gives them. */
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
  const without = runs.find((run) => run.state === 'failed' || run.state === 'cancelled');
  return (
    <Card title="Calcul des propositions">
      {without ? <EndedWithout run={without} last={last} timeZone={timeZone} /> : null}
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
        <p>{`${plural(counts.unknown, 'appareil attendu', 'appareils attendus')} depuis ce calcul. ${without ? 'Aucun calcul ne les connaît encore.' : 'Il se refait tout seul.'}`}</p>
      ) : null}
      <Disclosure summary="Dans quel ordre ?">
        <div class="prose">
          {last?.orderSince ? (
            <p>{`L’ordre suivi par ce calcul est celui du ${formatDate(last.orderSince)}.`}</p>
          ) : null}
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

/** A run that failed or was stopped, and that none that was done came after. */
function EndedWithout({
  run,
  last,
  timeZone,
}: {
  run: MatchingRunView;
  last: MatchingRunView | undefined;
  timeZone: string;
}) {
  const when = formatDateTime(run.endedAt!, timeZone);
  const title = run.state === 'failed' ? `Le calcul du ${when} a échoué.` : `Le calcul du ${when} a été arrêté.`;
  return (
    <Notice tone="attention" title={title}>
      {last
        ? `Rien de nouveau n’est proposé depuis le ${formatDateTime(last.endedAt!, timeZone)}.`
        : 'Rien n’est encore proposé.'}{' '}
      Il recommence tout seul une heure après.
    </Notice>
  );
}
