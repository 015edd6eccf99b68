import { PROBLEMS } from '#bank/faults';
import { LOCKS, type LockKind } from '#bank/intake';
import { HELP, type HelpCode } from '#bank/workshop';
import { Actions, ErrorSummary, LinkButton, Notice, Operator, PostButton } from '#platform/ui';
import { Dangers } from '../../../devices/device/web/device.page.js';
import type { BenchProps } from './bench-frame.js';

/** Why the button that was pressed did nothing, where the step has no form that says it. */
export const Refused = ({ problems }: Pick<BenchProps, 'problems'>) =>
  problems ? <ErrorSummary problems={problems} /> : null;

type FlaggedProps = Pick<BenchProps, 'gate' | 'help' | 'repair' | 'supervisor' | 'toCheck'>;

export function Flagged({ gate: g, help, repair, supervisor, toCheck }: FlaggedProps) {
  const locks = g.locks.map((kind) => LOCKS[kind as LockKind].short).join(', ');
  return (
    <>
      <Dangers device={{ toCheck }} />
      {g.state === 'in_maintenance' ? (
        <>
          <Notice tone="attention" icon="life-buoy" title="En réparation pour une personne.">
            {repair ? `Sa panne : ${PROBLEMS[repair].label.toLowerCase()}. ` : null}
            N’effacez ses fichiers que si c’est nécessaire, et dites-le à sa structure. Réparé, il repart à la
            structure, qui le lui rend : il n’entre pas en stock.
          </Notice>
          <Actions>
            <LinkButton icon="wrench" href={`/atelier/${g.code}/reparation`}>
              Enregistrer une réparation
            </LinkButton>
            <LinkButton icon="truck" href={`/lots/nouveau?appareil=${g.code}`}>
              Le renvoyer à sa structure
            </LinkButton>
          </Actions>
        </>
      ) : null}
      {locks && g.next !== 'stock' ? (
        <Notice tone="attention" icon="lock" title="Verrouillé :">
          {locks}. Il attend son donateur. Si cela vous arrête, mettez-le de côté.{' '}
          <a href={`/atelier/${g.code}/verrou`}>Le verrou est levé ?</a>
        </Notice>
      ) : null}
      {help ? (
        <Notice tone="attention" icon="hand" title="Aide demandée.">
          {HELP[help.code as HelpCode]} (<Operator number={help.operatorNumber} />
          ).
          {supervisor ? null : ' Votre responsable va venir.'}
          {help.code === 'locked' && !locks ? (
            <LinkButton icon="lock" href={`/appareils/${g.code}/verrou?de=atelier`}>
              Signaler le verrou au donateur
            </LinkButton>
          ) : null}
          {supervisor ? <PostButton icon="check" action={`/atelier/${g.code}/aide/fin`} label="C’est réglé" /> : null}
        </Notice>
      ) : null}
    </>
  );
}
