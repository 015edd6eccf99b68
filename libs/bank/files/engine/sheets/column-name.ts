/** A column as a spreadsheet calls it, counted from 0: « Colonne A », « Colonne AB ». What is said of one without a title of its own. */
export function columnName(column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `Colonne ${letters}`;
}
