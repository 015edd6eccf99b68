import { SHEET_FORMATS, type SheetFormat } from '#kernel';
import { Icon } from './icon.js';
import { useLeads } from './view-context.js';

/** A list in every format that it can be taken away in. */
export function ExportLinks({ what, href }: { what: string; href: (format: SheetFormat) => string }) {
  if (!useLeads('GET', href('csv'))) return null;
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
