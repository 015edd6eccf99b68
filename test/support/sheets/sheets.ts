import { bookParts, escapeXml, zipped } from './workbook.js';

/** A workbook of several sheets of texts. */
export const bookOf = (sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Promise<Buffer> =>
  zipped(
    bookParts(
      Object.entries(sheets).map(([name, rows]) => ({
        name,
        rows: rows
          .map((cells, i) => {
            const inline = cells.map((c) => (c ? `<c t="inlineStr"><is><t>${escapeXml(c)}</t></is></c>` : '<c/>'));
            return `<row r="${i + 1}">${inline.join('')}</row>`;
          })
          .join(''),
      })),
    ),
  );
