import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';

export const ExportFormat = () =>
  applyDecorators(
    ApiProperty({ required: false, enum: Object.keys(SHEET_FORMATS) }),
    IsOptional(),
    IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }),
  );

export class ExportQuery {
  @ExportFormat() format?: SpreadsheetFormat;
}
