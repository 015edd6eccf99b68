import type { ImportListView, ListedSheet, SheetsOfBook } from '#bank/files/engine';
import { Actions, Card, formatNumber, LinkButton, Notice, PostButton, plural } from '#platform/ui';

export interface BookPlace {
  readonly id: string;
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
  readonly also: readonly number[];
}

export const chosenFields = (list: ImportListView): Record<string, string> => ({
  sheet: String(list.sheet),
  headerRow: String(list.headerRow),
  ...(list.hiddenRows ? { hiddenRows: 'oui' } : {}),
  ...ticked(list.also),
  ...(list.columnsBy === 'person'
    ? Object.fromEntries(list.fields.map((field, i) => [`columns.${i}`, field ?? ''] as const))
    : {}),
});

const ticked = (sheets: readonly number[]) => Object.fromEntries(sheets.map((i) => [`also.${i}`, 'oui'] as const));

function nameOf({ name, rows, hidden }: ListedSheet): string {
  const told = [...(rows === null ? [] : [plural(rows, 'ligne', 'lignes')]), ...(hidden ? ['feuille masquée'] : [])];
  return told.length ? `« ${name} » (${told.join(', ')})` : `« ${name} »`;
}
const names = (sheets: readonly ListedSheet[]): string => sheets.map(nameOf).join(', ');

const amongThem = (hidden: number): string =>
  hidden ? `, dont ${formatNumber(hidden)} ${hidden > 1 ? 'masquées' : 'masquée'}` : '';

/**
 * Of a workbook that is being decided about: which sheet is looked at, which others may be taken with it, and which after it.
 * @param again where the file is read again, and what else is said there
 */
export function OtherSheets({
  file: { sheets, sheet, also },
  left,
  again,
}: {
  file: BookPlace;
  left: readonly number[];
  again: { action: string; fields: Record<string, string> };
}) {
  const here = [sheet, ...also];
  const others = left.filter((i) => !here.includes(i));
  if (!others.length) return null;
  const alike = others.filter((i) => sheets[i]!.alike);
  const after = others.filter((i) => !sheets[i]!.alike);
  return (
    <Notice tone="info" title={`Ce classeur a encore ${plural(others.length, 'autre feuille', 'autres feuilles')}.`}>
      <p>Vous regardez {names(here.map((i) => sheets[i]!))}.</p>
      {alike.length ? (
        <>
          <p>
            {names(alike.map((i) => sheets[i]!))} : mêmes titres, {alike.length > 1 ? 'elles peuvent' : 'elle peut'}{' '}
            être {alike.length > 1 ? 'prises' : 'prise'} en même temps.
          </p>
          <PostButton
            action={again.action}
            fields={{ ...again.fields, ...ticked([...also, ...alike]) }}
            label={
              alike.length > 1
                ? `Prendre aussi ces ${formatNumber(alike.length)} feuilles${amongThem(alike.filter((i) => sheets[i]!.hidden).length)}`
                : `Prendre aussi cette feuille${sheets[alike[0]!]!.hidden ? ' masquée' : ''}`
            }
            icon="file-spreadsheet"
          />
        </>
      ) : null}
      {after.length ? (
        <p>
          {names(after.map((i) => sheets[i]!))} :{' '}
          {after.length > 1 ? 'd’autres titres. Vous les prendrez' : 'd’autres titres. Vous la prendrez'} après, sans
          renvoyer le fichier.
        </p>
      ) : null}
    </Notice>
  );
}

/**
 * Of a workbook of which a sheet was taken: the others, to be taken from the same file.
 * @param here the address of the file's page; `of` gives that of another file of the workbook
 */
export function SheetsLeft({
  file: { id, sheets },
  book: { left, waiting, files },
  here,
  of,
  kept = '30 jours',
}: {
  file: BookPlace;
  book: SheetsOfBook;
  here: string;
  of: (fileId: string) => string;
  kept?: string;
}) {
  const open = files.find((f) => f.id !== id && (f.state === 'reading' || f.state === 'asking' || f.state === 'ready'));
  if (open)
    return (
      <Notice tone="info" title="Une autre feuille de ce classeur attend.">
        <LinkButton href={of(open.id)} icon="file-spreadsheet">
          {`Continuer avec « ${sheets[open.sheet]?.name ?? 'la feuille suivante'} »`}
        </LinkButton>
      </Notice>
    );
  if (!waiting || !left.length) return null;
  return (
    <Card title="Les autres feuilles de ce classeur" id="feuilles">
      <p>Prenez-les l’une après l’autre : il n’y a pas de fichier à renvoyer.</p>
      <Actions>
        {left.map((i) => (
          <PostButton
            key={i}
            action={`${here}/feuilles`}
            fields={{ sheet: String(i) }}
            label={`Lire ${nameOf(sheets[i]!)}`}
            icon="file-spreadsheet"
          />
        ))}
      </Actions>
      <p class="hint">Le fichier reste scellé pour cela, {kept} au plus après son envoi.</p>
      <PostButton
        action={`${here}/feuilles/oubli`}
        label="Je n’en veux pas : effacer le fichier"
        icon="ban"
        look="quiet"
      />
    </Card>
  );
}
