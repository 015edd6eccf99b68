import { IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { REQUESTABLE, type Requestable } from '#bank/allocation';
import { ofYear, wholeList } from '#platform/database';
import { apiQuery, day, fields, IsDay, one, pageQuery, says, whole } from '#platform/http';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';

const ALLOWED = { min: 0, max: 100_000, type: 'number', wrong: 'allocation.quota_invalid' } as const;

class OfCategoryDto extends ReasonDto {
  @IsIn(REQUESTABLE as readonly string[] as string[], says('allocation.category_unknown')) category: Requestable;
}

/** Another number in the quota that a request counts in. */
export class QuotaOnTheSpotDto extends fields(
  { allowed: whole({ ...ALLOWED, label: 'Combien d’appareils en tout ?' }) },
  OfCategoryDto,
) {}

/** What a structure may have of a category, from a day to a day (the bank's time zone, both included). */
export class QuotaDto {
  @IsUUID() structureId: string;
  @IsIn(REQUESTABLE as readonly string[] as string[]) category: Requestable;
  @IsDay() startsOn: string;
  @IsDay() endsOn: string;
  @IsInt() @Min(0) @Max(100_000) allowed: number;
}

/** What a quota should have said. */
export class CorrectQuotaDto extends fields(
  {
    structureId: one({ label: 'Pour quelle structure ?', select: '', wrong: 'allocation.structure_unknown' }),
    startsOn: day({ real: true, label: 'Du', about: 'The first day, `2026-01-01`.' }),
    endsOn: day({ real: true, label: 'Au', hint: 'Ce jour compris.', about: 'The last day.' }),
    allowed: whole({ ...ALLOWED, label: 'Combien d’appareils ?' }),
  },
  ReasonDto,
) {}

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
