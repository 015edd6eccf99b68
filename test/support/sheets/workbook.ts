import { ZipFile } from 'yazl';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface SheetXml {
  readonly name: string;
  /** What stands inside `<sheetData>`. */
  readonly rows: string;
  readonly after?: string;
  readonly state?: 'hidden' | 'veryHidden';
}

/** The parts of a workbook, as Excel names them; each may be replaced to make a bad one. */
export function bookParts(
  sheets: readonly SheetXml[],
  {
    shared = [],
    styles = '',
    date1904 = false,
  }: { shared?: readonly string[]; styles?: string; date1904?: boolean } = {},
): Record<string, string | Buffer> {
  const list = sheets.map(
    (s, i) => `<sheet name="${s.name}" sheetId="${i + 1}"${s.state ? ` state="${s.state}"` : ''} r:id="rId${i + 1}"/>`,
  );
  const links = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${R}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  return {
    '_rels/.rels': `${HEAD}<Relationships><Relationship Id="r" Type="${R}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${R}">${date1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${links.join('')}<Relationship Id="s" Type="${R}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="t" Type="${R}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `${HEAD}<sst ${MAIN}>${shared.map((s) => (s.startsWith('<') ? `<si>${s}</si>` : `<si><t>${s}</t></si>`)).join('')}</sst>`,
    'xl/styles.xml': `${HEAD}<styleSheet ${MAIN}>${styles}</styleSheet>`,
    ...Object.fromEntries(
      sheets.map((s, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `${HEAD}<worksheet ${MAIN}><sheetData>${s.rows}</sheetData>${s.after ?? ''}</worksheet>`,
      ]),
    ),
  };
}

/** Puts notes on cells of a sheet, counted from 1. */
export function addNotes(
  parts: Record<string, string | Buffer>,
  sheet: number,
  notes: Readonly<Record<string, string>>,
): void {
  parts[`xl/worksheets/_rels/sheet${sheet}.xml.rels`] =
    `<Relationships><Relationship Id="r" Type="${R}/comments" Target="../comments${sheet}.xml"/></Relationships>`;
  const list = Object.entries(notes).map(
    ([ref, text]) => `<comment ref="${ref}" authorId="0"><text><r><t>${text}</t></r></text></comment>`,
  );
  parts[`xl/comments${sheet}.xml`] =
    `<comments><authors><author>Invented Person</author></authors><commentList>${list.join('')}</commentList></comments>`;
}

/** A ZIP of these parts. */
export async function zipped(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as string), path);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** A workbook of one sheet of texts, inline. */
export const simpleBook = (rows: readonly (readonly string[])[]): Promise<Buffer> =>
  zipped(
    bookParts([
      {
        name: 'Feuil1',
        rows: rows
          .map(
            (cells, i) =>
              `<row r="${i + 1}">${cells.map((c) => `<c t="inlineStr"><is><t>${escapeXml(c)}</t></is></c>`).join('')}</row>`,
          )
          .join(''),
      },
    ]),
  );

export const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);

/** The parts of a workbook of OpenDocument, as LibreOffice names them; `tables` is what stands inside `<office:spreadsheet>`. */
export function odsParts(tables: string, styles = ''): Record<string, string | Buffer> {
  const names = ['office', 'table', 'text', 'style'].map(
    (n) => `xmlns:${n}="urn:oasis:names:tc:opendocument:xmlns:${n}:1.0"`,
  );
  return {
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': `${HEAD}<manifest:manifest/>`,
    'content.xml': `${HEAD}<office:document-content ${names.join(' ')}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
  };
}

/** A sheet of OpenDocument; each cell is a text, or XML that begins with `<`. */
export const odsTable = (name: string, rows: readonly (readonly string[])[], style = ''): string =>
  `<table:table table:name="${name}" table:style-name="${style}">${rows.map((cells) => `<table:table-row>${cells.map((c) => (c.startsWith('<') ? c : odsText(c))).join('')}</table:table-row>`).join('')}</table:table>`;

export const odsText = (text: string, attributes = ''): string =>
  `<table:table-cell office:value-type="string"${attributes}><text:p>${escapeXml(text)}</text:p></table:table-cell>`;
