import { HELP, type HelpCode } from '#refurbishment';
import { LinkButton, Notice, PostButton } from '../../ui/index.js';
import type { BenchProps } from './bench.page.js';

/** That help was asked for; a lock found at the bench is told to the donor from here. */
export function Flagged({ gate: g, help, supervisor }: Pick<BenchProps, 'gate' | 'help' | 'supervisor'>) {
  if (!help) return null;
  return (
    <Notice tone="attention" icon="hand" title="Aide demandée.">
      {HELP[help.code as HelpCode]} (opérateur n° {help.operatorNumber}).
      {supervisor ? null : ' Votre responsable va venir.'}
      {help.code === 'locked' && !g.locks.length ? (
        <LinkButton icon="lock" href={`/appareils/${g.code}/verrou`}>
          Signaler le verrou au donateur
        </LinkButton>
      ) : null}
      {supervisor ? <PostButton icon="check" action={`/atelier/${g.code}/aide/fin`} label="C’est réglé" /> : null}
    </Notice>
  );
}
