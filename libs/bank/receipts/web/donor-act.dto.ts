import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DECISION_KINDS, type DecisionKind } from '#bank/intake';
import { says } from '#platform/http';

/** By what a public donor decided its gift. */
export class DonorDecisionDto {
  @IsIn(Object.keys(DECISION_KINDS), says('intake.decision_kind_unknown')) kind: DecisionKind;
  /** As the donor numbers it: `2026-118`. */
  @MaxLength(60, says('intake.decision_number_missing'))
  @IsString(says('intake.decision_number_missing'))
  number: string;
  /** The assembly or authority that decided: `conseil municipal`. */
  @IsOptional() @IsString() @MaxLength(120) assembly?: string;
  /** The day of the decision, `2026-11-25`. */
  @IsString(says('intake.date_wrong')) @MaxLength(10, says('intake.date_wrong')) on: string;
}

/** Who represents a donor, as it said. */
export class RepresentativeDto {
  @MaxLength(120) @IsString({ message: 'Écrivez le nom de la personne.' }) name: string;
  @MaxLength(120) @IsString({ message: 'Écrivez sa qualité : maire, directrice…' }) quality: string;
  /** From which day, `2026-11-25`; left out: today. */
  @IsOptional() @IsString() @MaxLength(10, says('intake.date_wrong')) from?: string;
}
