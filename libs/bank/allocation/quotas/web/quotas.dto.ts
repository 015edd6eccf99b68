import { IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { REQUESTABLE, type Requestable } from '#bank/allocation';
import { ofYear, wholeList } from '#platform/database';
import { apiQuery, IsDay, pageQuery, says } from '#platform/http';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';

/** Another number in the quota that a request counts in. */
export class QuotaOnTheSpotDto extends ReasonDto {
  @IsIn(REQUESTABLE as readonly string[] as string[], says('allocation.category_unknown')) category: Requestable;
  @IsInt(says('allocation.quota_invalid'))
  @Min(0, says('allocation.quota_invalid'))
  @Max(100_000, says('allocation.quota_invalid'))
  allowed: number;
}

/** What a structure may have of a category, from a day to a day (the bank's time zone, both included). */
export class QuotaDto {
  @IsUUID() structureId: string;
  @IsIn(REQUESTABLE as readonly string[] as string[]) category: Requestable;
  @IsDay() startsOn: string;
  @IsDay() endsOn: string;
  @IsInt() @Min(0) @Max(100_000) allowed: number;
}

/** What a quota should have said. */
export class CorrectQuotaDto extends ReasonDto {
  @IsUUID('all', says('allocation.structure_unknown')) structureId: string;
  /** The first day, `2026-01-01`. */
  @IsDay() startsOn: string;
  /** The last day. */
  @IsDay() endsOn: string;
  @IsInt(says('allocation.quota_invalid'))
  @Min(0, says('allocation.quota_invalid'))
  @Max(100_000, says('allocation.quota_invalid'))
  allowed: number;
}

/** A year as an address gives it; what is no year is none. */
export const yearOf = (asked: unknown): number | undefined =>
  /^20\d\d$/.test(String(asked)) ? Number(asked) : undefined;

/** The orders of the structures of a year. */
export const QUOTA_SORTS = {
  name: { label: 'Par structure', heading: 'Structure', order: 'ascending' },
  commune: { label: 'Par commune', order: 'ascending' },
  used: { label: 'Les plus entamés d’abord', order: 'descending' },
  latest: { label: 'Derniers changements d’abord', order: 'descending' },
  changed: { label: 'Anciens changements d’abord', order: 'ascending' },
} as const;
export type QuotaSort = keyof typeof QUOTA_SORTS;

const year = ofYear({ page: 'annee', label: 'Année', about: 'The year; this one where nothing is said.' });

/** The quotas of a year, in the address of their page. */
export class QuotaPageQuery extends pageQuery(wholeList({ year }, QUOTA_SORTS)) {}
const unordered = wholeList({ year });
/** The same for a program, which puts them in order itself. */
export class QuotaQuery extends apiQuery(unordered) {}
