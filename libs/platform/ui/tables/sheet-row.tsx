import { joined } from '#platform/kernel';
import { Badge } from '../content.js';
import { formatNumber } from '../text/format.js';
import { Cell } from './table.js';

export const RowVerdict = ({ wrong, words }: { wrong: boolean; words: string }) => (
  <Cell
    main={
      <Badge tone={wrong ? 'alert' : 'attention'} icon={wrong ? 'circle-x' : 'triangle-alert'}>
        {wrong ? 'erreur' : 'à regarder'}
      </Badge>
    }
    sub={words}
  />
);

/** « Étage 2, ligne 12 »; the sheet is named where there are several. */
export const rowAt = ({ line, sheet }: { line: number; sheet?: string | null | undefined }): string =>
  `${sheet ? `${sheet}, ` : ''}ligne ${formatNumber(line)}`;

export function RowDevice(props: {
  line: number;
  sheet?: string | null;
  device: string | null;
  said: string;
  serial: string | null;
  many?: string;
  beside?: string;
  called?: string;
}) {
  const at = rowAt(props);
  if (props.device === null) return <Cell main={props.said || 'Non compris'} sub={at} />;
  const serial = props.serial ? `n° ${props.serial}` : 'sans n° de série';
  return <Cell main={props.device} sub={joined(' · ', at, props.called, props.many, serial, props.beside)} />;
}
