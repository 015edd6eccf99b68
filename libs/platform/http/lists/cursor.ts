import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** The longest that a list gives holds a name, a day and an id. */
export const CURSOR_LIMIT = 300;

/** Of a query's field: where the page before ended, its `next`. */
export const Cursor = () =>
  applyDecorators(IsOptional(), IsString(), MaxLength(CURSOR_LIMIT), ApiPropertyOptional({ maxLength: CURSOR_LIMIT }));
