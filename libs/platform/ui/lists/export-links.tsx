import { SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { addressOf, type ListAddress } from '../frames/wayfinding.js';
import { Icon } from '../icon.js';
import { useLeads } from '../view-context.js';

/** A list in every format that it can be exported in. */
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

/** The links of a whole list, whatever page of it is shown, as it is filtered. */
export const ListExports = ({ at, query, cursor = 'after' }: ListAddress) => (
  <ExportLinks what="Toute la liste" href={(format) => addressOf(at, { ...query, [cursor]: null, format })} />
);
