import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ACCESSIBILITY_LEVELS, type AccessibilityLevel } from '#people';

export class AccessibilityDto {
  @IsIn(Object.keys(ACCESSIBILITY_LEVELS), { message: 'Choisissez un niveau.' }) level: AccessibilityLevel;
  @IsOptional()
  @Matches(/^(?:100|\d{1,2})$/, { message: 'Un nombre de 0 à 100.' })
  rate?: string;
  @IsOptional() @IsString() @MaxLength(200) auditor?: string;
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Choisissez une date.' }) auditedOn?: string;
  @IsOptional() @IsString() @MaxLength(4000) gaps?: string;
}
