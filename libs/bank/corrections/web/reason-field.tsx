import { CORRECTION_REASONS, CORRECTIONS, type CorrectionKind } from '#bank/corrections';
import { ChoiceField } from '#platform/ui';

/** How a mistake came about: a code, never a text. Asked by every page that puts one right. */
export const ReasonField = ({ kind }: { kind: CorrectionKind }) => (
  <ChoiceField
    name="reason"
    label="Comment l’erreur est-elle arrivée ?"
    required
    options={CORRECTIONS[kind].reasons.map((value) => ({ value, label: CORRECTION_REASONS[value] }))}
  />
);
