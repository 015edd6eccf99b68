import type { ComponentChildren } from 'preact';
import { showAssetCode } from '#bank/devices';
import { Badge, Cell, Code, formatDate, LinkButton, MaySend } from '#platform/ui';
import type { HandoverView } from '../handover.views.js';

export const ENDED = { returned: 'rendu', swapped: 'remplacé', device_gone: 'sorti', undone: 'annulé' } as const;

export const deviceCell = (code: string, href: string, about: ComponentChildren) => (
  <Cell
    main={
      <a href={href}>
        <Code>{showAssetCode(code)}</Code>
      </a>
    }
    sub={about}
  />
);

export function HandoverBadge({ handover: h }: { handover: HandoverView }) {
  return h.endedAt ? (
    <Badge tone="neutral" icon="undo-2">
      {ENDED[h.endReason!]}
    </Badge>
  ) : h.deviceState === 'in_maintenance' ? (
    <Badge tone="attention" icon="wrench">
      en réparation
    </Badge>
  ) : (
    <Badge tone="ok" icon="hand-heart">
      chez la personne
    </Badge>
  );
}

/** A hand-over that an earlier tool recorded is said to be one, wherever its date stands. */
export const handedOverOn = (
  h: Pick<HandoverView, 'origin' | 'dateKnown' | 'handedOverAt'>,
  timeZone?: string,
): string => {
  const day = h.dateKnown ? formatDate(h.handedOverAt, timeZone) : 'date non connue';
  return h.origin === 'declared' ? `${day} (déclaré)` : day;
};

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
