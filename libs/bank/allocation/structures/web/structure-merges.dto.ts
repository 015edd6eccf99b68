import { MERGED_QUOTAS } from '#bank/allocation';
import { choice, fields, one } from '#platform/http';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';

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
