import type { ComponentChildren } from 'preact';
import type { HandoverView } from '#bank/allocation';
import { showAssetCode } from '#bank/devices';
import { Badge, Cell, Code } from '#platform/ui';
import { ENDED } from '../../beneficiaries/web/beneficiary.page.js';

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
