import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import {
  DOCUMENT_SORT_NAMES,
  DOCUMENT_STATE_NAMES,
  type DocumentFilters,
  type DocumentSort,
  type DocumentState,
  isDocumentType,
} from '#bank/documents';
import { Cursor } from '#platform/http';

/** Filters of the list of papers. */
export class DocumentListQuery {
  /** A type of paper; what is none is no filter. */
  @IsOptional() @IsString() @MaxLength(60) type?: string;
  @IsOptional() @IsIn(['', ...DOCUMENT_STATE_NAMES]) state?: DocumentState | '';
  /** A part of the number. */
  @IsOptional() @IsString() @MaxLength(60) q?: string;
  /** What comes first; the newest where nothing is said. */
  @IsOptional() @IsIn(DOCUMENT_SORT_NAMES) sort?: DocumentSort;
  /** Where the previous page ended: its `next`. */
  @Cursor() after?: string;
}

/** What the address narrows the list of papers to, and its order. */
export const documentFilters = ({ type, state, q, sort }: DocumentListQuery): DocumentFilters => ({
  type: isDocumentType(type) ? type : undefined,
  state: state || undefined,
  q,
  sort,
});
