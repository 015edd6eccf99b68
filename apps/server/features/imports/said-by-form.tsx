import type { ListedSheet } from '#imports';
import { plural } from '../../ui/index.js';

/** What a sheet says by colours, struck letters and notes, which nobody reads for the person: it has to be looked at. */
export function SaidByForm({ sheets, sheet }: { sheets: readonly ListedSheet[]; sheet: number }) {
  const { coloured = 0, partlyStruck = 0, notesAside = 0 } = sheets[sheet] ?? {};
  const said = [
    coloured ? `${plural(coloured, 'ligne est colorée', 'lignes sont colorées')} : les couleurs ne sont pas lues.` : '',
    partlyStruck
      ? `${plural(partlyStruck, 'ligne a', 'lignes ont')} des cellules barrées et d’autres non : elles sont lues comme si rien n’était barré.`
      : '',
    notesAside
      ? `${plural(notesAside, 'note de cellule n’est pas montrée', 'notes de cellules ne sont pas montrées')} ici : regardez-les dans le tableur.`
      : '',
  ].filter(Boolean);
  return said.length ? <p>{said.join(' ')}</p> : null;
}
