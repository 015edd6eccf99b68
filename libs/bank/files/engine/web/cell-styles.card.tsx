import type { ListedSheet } from '#bank/files/engine';
import { Notice, plural } from '#platform/ui';

interface ReadSheet {
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
}

/** Whether a sheet says something that only a person can see. */
export const saysByForm = ({ sheets, sheet }: ReadSheet): boolean => {
  const { coloured, partlyStruck, notesAside } = sheets[sheet] ?? {};
  return Boolean(coloured || partlyStruck || notesAside);
};

/** What a sheet says by colours, struck letters and notes, which nobody reads for the person: it has to be looked at. */
export function FormMarksCard({ sheets, sheet }: ReadSheet) {
  const { coloured = 0, partlyStruck = 0, notesAside = 0 } = sheets[sheet] ?? {};
  const said = [
    coloured ? `${plural(coloured, 'ligne est colorée', 'lignes sont colorées')} : les couleurs ne sont pas lues.` : '',
    partlyStruck
      ? `${plural(partlyStruck, 'ligne est barrée', 'lignes sont barrées')} en partie : les traits n’y sont pas lus.`
      : '',
    notesAside
      ? `${plural(notesAside, 'note de cellule n’est pas montrée', 'notes de cellules ne sont pas montrées')} ici.`
      : '',
  ].filter(Boolean);
  return said.length ? (
    <Notice tone="attention" title="À regarder dans le tableur.">
      {said.join(' ')}
    </Notice>
  ) : null;
}
