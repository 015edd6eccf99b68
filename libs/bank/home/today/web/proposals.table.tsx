import type { ProposalView } from '#bank/allocation';
import { categoryLabel } from '#bank/devices';
import { Badge, Cell, formatNumber, Table } from '#platform/ui';
import { missingWords, needsWords, whysWords } from '../../../allocation/web/allocation.words.js';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { originWords } from '../../../intake/donations/web/origin-words.js';

/** Which device for whom, and why; or why there is none. */
export function Proposals({ proposals }: { proposals: readonly ProposalView[] }) {
  return (
    <Table
      caption="Appareils proposés pour les demandes acceptées"
      rows={proposals}
      rowKey={(p) => p.unitId}
      columns={[
        {
          header: 'Structure',
          row: true,
          cell: (p) => (
            <Cell
              main={<a href={`/demandes/${p.requestId}`}>{p.structure}</a>}
              sub={[p.commune, p.number].filter(Boolean).join(' · ')}
            />
          ),
        },
        { header: 'Besoin', cell: (p) => <Cell main={categoryLabel(p.category)} sub={needsWords(p.needs)} /> },
        {
          header: 'Appareil proposé',
          cell: (p) =>
            p.device ? (
              <Cell
                main={<DeviceCode code={p.device.code} />}
                sub={[
                  p.device.make,
                  p.device.model,
                  p.device.grade ? `classé ${p.device.grade}` : '',
                  originWords(p.device),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            ) : (
              <Badge tone="attention">aucun disponible</Badge>
            ),
        },
        { header: 'Pourquoi', cell: (p) => (p.missing ? missingWords(p.missing) : whysWords(p.why)) },
        {
          header: 'Quota',
          minor: true,
          numeric: true,
          cell: (p) => `${formatNumber(p.quota.used)} / ${formatNumber(p.quota.allowed)}`,
        },
      ]}
    />
  );
}
