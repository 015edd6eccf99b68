import { IsArray, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { BULK_ITEMS, BULK_VERB_NAMES, type BulkVerb } from '#bank/bulk';
import { pageQuery, says } from '#platform/http';

/** What is chosen, and what is to be done with it: each by its id, or all that a filter of the list keeps. */
export class BulkDto {
  @IsIn(BULK_VERB_NAMES, says('bulk.what')) what: BulkVerb;
  /** The things by their ids. */
  @IsOptional() @IsArray() @IsUUID(undefined, { each: true }) ids?: string[];
  /** All that the list keeps with this query, as its address has it: « state=in_stock&category=laptop ». Instead of `ids`. */
  @IsOptional() @IsString() @MaxLength(2000) filter?: string;
  /** What was logged after this moment, given as an id, is left out: the moment at which the list was shown. Now, when nothing is said. */
  @IsOptional() @IsUUID() upTo?: string;
}

/** What the act asks: a place of those who hold the devices, who receives the lot or the cards, or why they are ended. */
export class BulkSettingsDto {
  @IsOptional() @IsUUID(undefined, says('bulk.not_said')) placeId?: string;
  @IsOptional() @IsUUID(undefined, says('bulk.not_said')) toOrganisationId?: string;
  @IsOptional() @IsString() @MaxLength(60) reason?: string;
}

export class BulkItemsQuery extends pageQuery(BULK_ITEMS) {}
