import { IsIn, IsOptional } from 'class-validator';
import { AUDIT_SORTS, AUDIT_THEMES, type AuditSort, type AuditTheme } from '#bank/people';
import { Cursor } from '#platform/http';
import { SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';

export class AuditQuery {
  /** Entries of one theme: connections, accounts, organisations, settings, exports, what was erased. */
  @IsOptional()
  @IsIn([...Object.keys(AUDIT_THEMES), ''], { message: 'Choisissez un sujet de la liste.' })
  sujet?: AuditTheme | '';
  /** What comes first; the newest where nothing is said. */
  @IsOptional() @IsIn(Object.keys(AUDIT_SORTS)) sort?: AuditSort;
  /** Where the previous page ended: its `next`. */
  @Cursor() after?: string;
}

export class AuditExportQuery extends AuditQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}
