import { IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { ofYear, wholeList } from '#platform/database';
import { apiQuery, choice, day, fields, IsDay, one, pageQuery, says, whole } from '#platform/http';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import { REQUESTABLE, type Requestable } from '../../requests/needs.js';
import { MERGED_QUOTAS } from '../structure-merges.service.js';

const ALLOWED = { min: 0, max: 100_000, type: 'number', wrong: 'allocation.quota_invalid' } as const;

class OfCategoryDto extends ReasonDto {
  @IsIn(REQUESTABLE as readonly string[] as string[], says('allocation.category_unknown')) category: Requestable;
}

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

export const QUOTA_SORTS = {
  name: { label: 'Par structure', heading: 'Structure', order: 'ascending' },
  commune: { label: 'Par commune', order: 'ascending' },
  used: { label: 'Les plus entamés d’abord', order: 'descending' },
  latest: { label: 'Derniers changements d’abord', order: 'descending' },
  changed: { label: 'Anciens changements d’abord', order: 'ascending' },
} as const;
export type QuotaSort = keyof typeof QUOTA_SORTS;

const year = ofYear({ page: 'annee', label: 'Année', about: 'The year; this one where nothing is said.' });

export class QuotaPageQuery extends pageQuery(wholeList({ year }, QUOTA_SORTS)) {}
const unordered = wholeList({ year });
/** The same for a program, which puts them in order itself. */
export class QuotaQuery extends apiQuery(unordered) {}

/** The same structure on another row, which stays; `quotas` where the one that goes has any left. */
export class MergeStructureDto extends fields(
  {
    into: one({
      label: 'La structure qui reste',
      wrong: 'Choisissez la structure qui reste.',
      select: 'Choisir une structure',
    }),
    quotas: choice(MERGED_QUOTAS, {
      label: 'S’il lui reste des quotas, les ajouter à ceux de l’autre ?',
      optional: true,
    }),
  },
  ReasonDto,
) {}
