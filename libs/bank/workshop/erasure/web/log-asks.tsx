import type { RemovedDetail } from '#bank/workshop';
import { Notice } from '#platform/ui';
import { QUESTIONS } from './log-confirmations.page.js';

/** A log erased this medium and leaves something to confirm: what, and where to look. */
export const LogAsks = ({ waits }: { waits: NonNullable<RemovedDetail['waits']> }) => (
  <Notice tone="attention" icon="file-text" title="Un journal dit qu’il est effacé, et laisse une question :">
    {waits.questions.map((q) => QUESTIONS[q]).join(' ; ')}.{' '}
    <a href={`/atelier/journaux/${waits.logId}`}>Voir le journal</a>, puis signez qu’il est bien celui de cet
    effacement.
  </Notice>
);
