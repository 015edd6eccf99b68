import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { inOneOrder, ofChoice } from '#platform/database';
import { apiQuery, Cursor, pageQuery } from '#platform/http';
import { readCursor } from '#platform/kernel';

/** A page of rows ends at a line. */
const isLine = (place: unknown): boolean => Number.isSafeInteger(place);

/** What a program asks of a file's rows. The statement that reads them says which they are. */
const rowsOf = <const Only extends Readonly<Record<string, string>>>(choices: Only) =>
  inOneOrder({ only: ofChoice({ choices, where: () => 'true' }) }, isLine);

/** Those with something to say, or those that come in. */
export class FileRowsQuery extends apiQuery(rowsOf({ told: '', good: '' })) {}
/** The same, and those that are none of what the file lists. */
export class FileRowsLeftQuery extends apiQuery(rowsOf({ told: '', good: '', left: '' })) {}

const WRONG_PAGE = 'Cette liste n’a pas de page ici : revenez au début.';
const isPlace = (value: unknown): boolean => typeof value === 'string' && isLine(readCursor(value, 1)?.[0]);
const LineCursor = () =>
  applyDecorators(
    Cursor(),
    ValidateBy({ name: 'cursor', validator: { validate: isPlace, defaultMessage: () => WRONG_PAGE } }),
  );

/** Where the rows of a file's page go on: those that are told. */
export class NotedRowsPageQuery extends pageQuery({ ...inOneOrder({}, isLine), pageCursor: 'signalees' }) {}

/** The same of a page that lists the good ones and those that are left too, each by itself. */
export class FileRowsPageQuery extends NotedRowsPageQuery {
  @LineCursor() bonnes?: string;
  @LineCursor() laissees?: string;
}

/** Where all rows of a file's page go on. */
export class AllRowsPageQuery extends pageQuery({ ...inOneOrder({}, isLine), pageCursor: 'suite' }) {}
