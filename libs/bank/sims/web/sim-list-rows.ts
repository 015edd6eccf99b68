import type { UploadedFile, WrongRow } from '#bank/files/engine';
import { sentenceOf } from '#platform/http';
import { sha256 } from '#platform/kernel';

/** A list that somebody pasted, as a file. */
export function pastedList(list: string): UploadedFile {
  const source = Buffer.from(list);
  return { filename: 'Liste collée', size: source.length, sha256: sha256(source), source };
}

/** Wrong rows with what is wrong behind them; nothing is to be corrected of a card that is known. */
export async function* wrongRowsOf(rows: AsyncIterable<WrongRow>, width: number): AsyncGenerator<string[]> {
  for await (const { cells, problems } of rows) {
    if (problems.some((p) => p.code === 'sims.row_iccid_known')) continue;
    const padded = Array.from({ length: width }, (_, i) => cells[i] ?? '');
    yield [...padded, problems.map((p) => sentenceOf(p.code, { ...p.facts })).join(' ')];
  }
}
