import { Controller, Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Deprecated } from '#platform/http';
import { tellEndings } from './deprecation.js';

const GOES = { since: '2026-12-02', sunset: '2027-12-31', instead: 'GET /api/v1/new' };

@Controller()
class Old {
  @Deprecated(GOES)
  @ApiOperation({ summary: 'What is old.' })
  @Get('api/v1/old')
  list() {
    return [];
  }
  @Get('api/v1/stays')
  stays() {
    return [];
  }
}

function headersOf(handler: keyof Old): Record<string, unknown> {
  const headers: Record<string, unknown> = {};
  const reply = { header: (name: string, value: unknown) => Object.assign(headers, { [name]: value }) };
  tellEndings(reply as never, Old, handler, {});
  return headers;
}

test('an operation that goes says since when it is known, and when it may be gone', () => {
  expect(headersOf('list')).toEqual({ deprecation: '@1796169600', sunset: 'Fri, 31 Dec 2027 00:00:00 GMT' });
  expect(headersOf('stays')).toEqual({});
});

test('its description says so, beside what it is', () => {
  const described = Reflect.getMetadata('swagger/apiOperation', Old.prototype.list);
  expect(described).toMatchObject({
    summary: 'What is old.',
    deprecated: true,
    description: 'Deprecated: read until 2027-12-31; say `GET /api/v1/new` instead.',
  });
});

test('programs have twelve months: less does not start', () => {
  const soon = { ...GOES, sunset: '2027-12-01' };
  expect(() => Deprecated(soon)(Old.prototype, 'stays', { value: () => [] })).toThrow('twelve months');
  expect(() =>
    Deprecated({ ...GOES, sunset: '2027-12-02' })(Old.prototype, 'stays', { value: () => [] }),
  ).not.toThrow();
});
