import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsEmpty, IsIn, IsOptional } from 'class-validator';
import { SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';

export const ExportFormat = () =>
  applyDecorators(
    ApiProperty({ required: false, enum: Object.keys(SHEET_FORMATS) }),
    IsOptional(),
    IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }),
  );

/** On `limit`, which its list takes: an export is whole. */
export const NoPart = () => IsEmpty({ message: 'Un export donne toute la liste.' });

export class ExportQuery {
  @ExportFormat() format?: SpreadsheetFormat;
}
