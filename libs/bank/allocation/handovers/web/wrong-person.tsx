import type { HandoverView } from '#bank/allocation';
import { LinkButton, MaySend } from '#platform/ui';

/** Where a hand-over went to the wrong reference: the way to put it right, or why it is not open now. Nothing once it has ended. */
export function WrongPerson({
  handover: h,
  wide = false,
}: {
  handover: Pick<HandoverView, 'id' | 'deviceState' | 'endedAt'>;
  wide?: boolean;
}) {
  const href = `/remises/${h.id}/reference`;
  if (h.endedAt) return null;
  if (h.deviceState === 'handed_over')
    return (
      <LinkButton icon="pencil" look="quiet" wide={wide} href={href}>
        Remis à la mauvaise personne ?
      </LinkButton>
    );
  if (h.deviceState !== 'in_maintenance') return null;
  return (
    <MaySend to={href}>
      <p class="hint">
        Remis à la mauvaise personne ? L’appareil est en réparation : cela se corrige quand il est rendu à la personne.
      </p>
    </MaySend>
  );
}
