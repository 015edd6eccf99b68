import { SHEET_FORMATS, type SpreadsheetFormat } from '#kernel';
import { Icon } from './icon.js';
import { useLeads } from './view-context.js';

/** A list in every format that it can be taken away in. */
export function ExportLinks({ what, href }: { what: string; href: (format: SpreadsheetFormat) => string }) {
  if (!useLeads('GET', href('csv'))) return null;
  return (
    <p class="export-links">
      {(Object.keys(SHEET_FORMATS) as SpreadsheetFormat[]).map((format) => (
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
