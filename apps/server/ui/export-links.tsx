import { SHEET_FORMATS, type SheetFormat } from '#kernel';
import { Icon } from './icon.js';

/** A list in every format that it can be taken away in. */
export function ExportLinks({ what, href }: { what: string; href: (format: SheetFormat) => string }) {
  return (
    <p class="export-links">
      {(Object.keys(SHEET_FORMATS) as SheetFormat[]).map((format) => (
        <a key={format} class="download" href={href(format)}>
          <Icon name="download" />
          <span>
            {what}, {SHEET_FORMATS[format].label}
          </span>
        </a>
      ))}
    </p>
  );
}
