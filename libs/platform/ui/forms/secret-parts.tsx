import { Code } from '../content.js';
import { Markup } from '../render.js';
import { encoded } from '../text/encoded.js';

/** A QR code on a page, as `qrPicture` of `#bank/documents` draws it. */
export const QrPicture = ({ svg }: { svg: string }) => <Markup html={encoded(svg)} />;

/** Codes to be copied or printed, in columns. */
export const CodeList = ({ codes }: { codes: readonly string[] }) => (
  <ul class="code-list">
    {codes.map((code) => (
      <li key={code}>
        <Code>{code}</Code>
      </li>
    ))}
  </ul>
);
