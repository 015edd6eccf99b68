import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ACCESSIBILITY_LEVELS, type AccessibilityLevel } from '#bank/people';
import { IsDay } from '#platform/http';

export class AccessibilityDto {
  @IsIn(Object.keys(ACCESSIBILITY_LEVELS), { message: 'Choisissez un niveau.' }) level: AccessibilityLevel;
  @IsOptional()
  @Matches(/^(?:100|\d{1,2})$/, { message: 'Un nombre de 0 à 100.' })
  rate?: string;
  @IsOptional() @IsString() @MaxLength(200) auditor?: string;
  @IsOptional() @IsDay() auditedOn?: string;
  @IsOptional() @IsString() @MaxLength(4000) gaps?: string;
}
