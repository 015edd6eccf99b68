import { conditionLabel, deviceWords } from '#bank/devices';
import type { FileRowView } from '#bank/intake';
import { Cell, Code, formatNumber, RowDevice } from '#platform/ui';
import { DeviceRows, type RowPages } from '../../../files/engine/web/device-rows.js';

export interface FileRowsProps extends RowPages<FileRowView> {
  recorded: boolean;
  guessed: boolean;
  /** It says something by colours, strikes or notes. */
  byForm: boolean;
  devicesHref: string;
}

export function Rows({ recorded, guessed, byForm, devicesHref, ...pages }: FileRowsProps) {
  return (
    <DeviceRows
      {...pages}
      stacks
      device={(r) => <FileRow row={r} />}
      columns={[
        {
          header: 'Numéro, état',
          cell: (r) => (
            <Cell
              main={r.assetNumber ? <Code>{r.assetNumber}</Code> : 'sans n° d’inventaire'}
              sub={saidBeside(conditionLabel(r.condition), r.words['condition'])}
            />
          ),
        },
      ]}
      nothingToSay={
        guessed
          ? 'Chaque ligne donne un appareil ; des mots restent à préciser.'
          : byForm
            ? 'Chaque ligne donne un appareil ; ce que disent les couleurs, les traits et les notes reste à regarder.'
            : 'Toutes les lignes ont été comprises.'
      }
      noneGood="Chaque ligne a une erreur, dite au-dessus."
      {...(recorded
        ? {
            instead: (
              <p>
                Elles sont devenues <a href={devicesHref}>des appareils du don</a>.
              </p>
            ),
          }
        : {})}
      leftHint={!recorded && pages.left.items.some(isUnseen) ? UNSEEN_HINT : undefined}
    />
  );
}

const isUnseen = ({ left }: FileRowView): boolean => left === 'hidden' || left === 'struck';
const UNSEEN_HINT = 'Pour prendre aussi les lignes masquées, filtrées ou barrées : « Corriger les colonnes ».';

/** Our word, and the donor's where it is another. */
const saidBeside = (ours: string, theirs: string | undefined): string =>
  theirs && theirs.toLowerCase() !== ours.toLowerCase() ? `${ours} (« ${theirs.slice(0, 60)} »)` : ours;

function FileRow({ row: r }: { row: FileRowView }) {
  const many = r.quantity > 1 ? `${formatNumber(r.quantity)} appareils` : '';
  return (
    <RowDevice
      line={r.line}
      sheet={r.sheet}
      device={r.category ? deviceWords(r) : null}
      said={r.said}
      called={r.words['category'] ? `« ${r.words['category'].slice(0, 60)} »` : ''}
      serial={r.serial}
      many={many}
      beside={r.screenSerial ? `et un écran, n° ${r.screenSerial}` : ''}
    />
  );
}
