import type { VNode } from 'preact';
import { deviceWords, showAssetCode, showLabel } from '#bank/devices';
import {
  type ContainerView,
  type Scan,
  SENT_STATES,
  TRANSFER_STATES,
  type TransferLineView,
  type TransferView,
} from '#bank/logistics';
import { joined } from '#platform/kernel';
import { Badge, BadgeOf, Cell, Code } from '#platform/ui';
import { DeviceCode } from '../../devices/identification/web/device-code.js';

export function TransferBadge({ of: t }: { of: Pick<TransferView, 'state' | 'leaving'> }) {
  if (t.leaving)
    return (
      <Badge tone="attention" icon="package-open">
        {SENT_STATES.leaving}
      </Badge>
    );
  return <BadgeOf {...TRANSFER_STATES[t.state]} />;
}

/** What scanned text was, line by line or separated by commas. A code with spaces in it stays one. */
export const splitCodes = (text: unknown): string[] =>
  [text ?? []]
    .flat()
    .flatMap((t) => String(t).split(/[\n\r;,\t]+/))
    .map((t) => t.trim())
    .filter(Boolean);

/** The one code of a field that takes no more, whatever is in it. */
export const oneCode = (text: unknown): string[] => [String(text ?? '').trim()].filter(Boolean);

export function LineDevice({ line: l }: { line: TransferLineView }): VNode {
  if (!l.code) return <Cell main={<Code>{showLabel(l.typed ?? '')}</Code>} sub="inconnu chez vous" />;
  const serial = l.serial ? `n° ${l.serial}` : '';
  return <Cell main={<DeviceCode code={l.code} />} sub={joined(' · ', deviceWords(l), serial)} />;
}

export function containerWords(c: Pick<ContainerView, 'kind' | 'name'>): string {
  const kind = c.kind === 'pallet' ? 'Palette' : 'Caisse';
  return c.name.toLowerCase().startsWith(kind.toLowerCase()) ? c.name : joined(' ', kind, c.name);
}

export function scanWords(scans: readonly Scan[]): string {
  const of = (result: Scan['result']) => scans.filter((s) => s.result === result);
  const [one] = scans;
  if (scans.length === 1 && one) {
    const name = one.code ? showAssetCode(one.code) : `« ${one.typed.slice(0, 40)} »`;
    if (one.result === 'confirmed') return `${name} confirmé.`;
    return one.result === 'already'
      ? `${name} était déjà confirmé.`
      : `${name} n’est pas sur la liste : mis à part, noté hors liste.`;
  }
  const parts = [
    `${of('confirmed').length} confirmés`,
    of('already').length ? `${of('already').length} l’étaient déjà` : '',
    of('extra').length ? `${of('extra').length} hors liste, mis à part` : '',
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}
