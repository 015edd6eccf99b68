import { LEFT_REASONS, type LeftReason } from '#bank/files/engine';
import type { Page } from '#platform/kernel';
import { Card, Cell, Pager, rowAt, Table } from '#platform/ui';

/** A row that makes nothing, as it stood in the file. */
export interface LeftRow {
  readonly line: number;
  readonly sheet?: string | null;
  readonly said: string;
  readonly left: LeftReason | null;
}

/** Rows that make no device, each with the reason: nobody has to wonder where they went. */
export function LeftRows({
  left,
  leftHref,
  hint,
}: {
  left: Page<LeftRow>;
  leftHref: string | null;
  /** What may be done about it. */
  hint?: string | undefined;
}) {
  if (!left.items.length) return null;
  return (
    <Card title="Lignes laissées" id="laissees">
      <p class="hint">Elles ne font aucun appareil.{hint ? ` ${hint}` : ''}</p>
      <Table
        caption="Lignes qui ne font aucun appareil, et pourquoi"
        rows={left.items}
        rowKey={({ line, sheet }) => `${sheet ?? ''} ${line}`}
        columns={[
          {
            header: 'Ligne, et pourquoi',
            row: true,
            cell: ({ said, left: why, line, sheet = null }) => (
              <Cell
                main={said || 'Autres colonnes'}
                sub={`${rowAt({ line, sheet })}${why ? ` · ${LEFT_REASONS[why]}` : ''}`}
              />
            ),
          },
        ]}
      />
      <Pager nextHref={leftHref} />
    </Card>
  );
}
