import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { choice, fields, one, says, text } from '#platform/http';
import {
  LONGEST_REFUSAL_NOTE,
  MOST_LINES,
  MOST_PER_LINE,
  NEED_IDS,
  type Need,
  REQUESTABLE,
  type Requestable,
  URGENCIES,
} from '../needs.js';
import { REQUEST_REFUSAL_REASONS } from '../request.lifecycle.js';

const QUANTITY = says('allocation.quantity_invalid', { max: MOST_PER_LINE });
const PART = says('allocation.part_quantity_invalid', { max: MOST_PER_LINE });

/** « 2 laptops for video calls »; uses, never a reason about a person. */
export class RequestLineDto {
  @IsIn(REQUESTABLE as readonly string[] as string[], says('allocation.category_unknown')) category: Requestable;
  @IsInt(QUANTITY) @Min(1, QUANTITY) @Max(MOST_PER_LINE, QUANTITY) quantity: number;
  @IsArray()
  @IsIn(NEED_IDS as string[], { each: true, ...says('allocation.need_unknown') })
  needs: Need[];
}

export class RequestDto extends fields({
  urgency: choice(URGENCIES, {
    optional: true,
    required: true,
    layout: 'inline',
    label: 'Urgence',
    wrong: 'allocation.urgency_unknown',
  }),
  placeId: one({
    select: '',
    label: 'Lieu de livraison',
    about: "One of the structure's places, where the devices go.",
    wrong: 'allocation.place_unknown',
  }),
}) {
  @IsArray()
  @ArrayMinSize(1, says('allocation.lines_missing', { max: MOST_LINES }))
  @ArrayMaxSize(MOST_LINES)
  @ApiProperty({ maxItems: MOST_LINES })
  @ValidateNested({ each: true })
  @Type(() => RequestLineDto)
  lines: RequestLineDto[];
}

export class ApprovedLineDto {
  @IsUUID('all', PART) lineId: string;
  @IsInt(PART) @Min(0, PART) @Max(MOST_PER_LINE, PART) quantity: number;
}

export class ApproveDto extends fields({
  reason: choice(REQUEST_REFUSAL_REASONS, {
    optional: true,
    label: 'Si vous en accordez moins, que devient le reste ?',
    hint: 'Sans réponse ici, le reste attend : vous pourrez l’accepter plus tard. Avec une raison, il est clos, et la structure la lira.',
    about: 'Closes what is left out for this reason, which the requester reads; none: it waits for an answer.',
    wrong: 'allocation.refusal_reason_missing',
  }),
}) {
  /** A line that is not named is approved whole. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @ApiProperty({ maxItems: MOST_LINES })
  @ValidateNested({ each: true })
  @Type(() => ApprovedLineDto)
  lines?: ApprovedLineDto[];
}

export class RefuseDto extends fields({
  reason: choice(REQUEST_REFUSAL_REASONS, {
    label: 'Pourquoi ? La structure lira cette raison.',
    wrong: 'allocation.refusal_reason_missing',
  }),
  note: text({
    max: LONGEST_REFUSAL_NOTE,
    optional: true,
    rows: 3,
    label: 'Un mot pour la structure',
    hint: 'Ce qu’elle peut faire maintenant. Rien sur une personne.',
  }),
}) {}
