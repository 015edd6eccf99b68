import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiProperty } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

/** What programs are told of an address or a parameter that goes (docs/adr/0114). Days as `2026-12-02`. */
export interface Ending {
  readonly since: string;
  /** The first day on which it may be gone: twelve months after `since` at the earliest. */
  readonly sunset: string;
  readonly instead: string;
}

const ENDING = Symbol('goes');
/** Where `ApiOperation` keeps what it is told; it replaces all of it. */
const DESCRIBED = 'swagger/apiOperation';
const ANNOUNCED_MONTHS = 12;

/** @throws where programs would have less than twelve months */
function promised(ending: Ending): Ending {
  const earliest = dayOf(ending.since);
  earliest.setUTCMonth(earliest.getUTCMonth() + ANNOUNCED_MONTHS);
  if (!(dayOf(ending.sunset) >= earliest))
    throw new Error(`announced on ${ending.since}, it goes on ${ending.sunset}: programs have twelve months`);
  return ending;
}

/** Announces that an operation of the API goes. Stands above its `ApiOperation`, if it has one. */
export const Deprecated =
  (ending: Ending): MethodDecorator =>
  (target, name, descriptor) => {
    Reflect.defineMetadata(ENDING, promised(ending), descriptor.value as object);
    const described: object = Reflect.getMetadata(DESCRIBED, descriptor.value as object) ?? {};
    ApiOperation({ ...described, deprecated: true, description: endingWords(ending) })(target, name, descriptor);
  };

/** The same of a parameter: `ends(ending)` among its decorators. */
export const ends = (ending: Ending | undefined): PropertyDecorator[] =>
  ending
    ? [
        (type, name) => {
          const before: object = Reflect.getMetadata(ENDING, type) ?? {};
          Reflect.defineMetadata(ENDING, { ...before, [name]: promised(ending) }, type);
        },
      ]
    : [];

/** Since when programs have the names of the API's lists everywhere; until when those of pages are read there too. */
export const PAGE_NAMES = { since: '2026-12-02', sunset: '2027-12-31' };

/** A name of a page's address that programs are read by until then. @param instead theirs */
export const PageName = (instead: string): PropertyDecorator => {
  const ending = { ...PAGE_NAMES, instead };
  return applyDecorators(
    ...ends(ending),
    ApiProperty({ type: String, required: false, deprecated: true, description: endingWords(ending) }),
  );
};

export const endingWords = ({ sunset, instead }: Ending): string =>
  `Deprecated: read until ${sunset}; say \`${instead}\` instead.`;

/** Sets `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) where what a program asks for, or a name that it asks by, goes. */
export function tellEndings(
  reply: Pick<FastifyReply, 'header'>,
  controller: { readonly prototype: object },
  handler: string,
  query: object,
): void {
  const route: Ending | undefined = Reflect.getMetadata(
    ENDING,
    (controller.prototype as Record<string, object>)[handler] ?? {},
  );
  const asked = Object.keys(query).flatMap((name) => endingsOf(controller, handler)[name] ?? []);
  const [first] = [...(route ? [route] : []), ...asked].sort((a, b) => (a.sunset < b.sunset ? -1 : 1));
  if (!first) return;
  void reply.header('deprecation', `@${dayOf(first.since).getTime() / 1000}`);
  void reply.header('sunset', dayOf(first.sunset).toUTCString());
}

const known = new WeakMap<object, Map<string, Readonly<Record<string, Ending>>>>();

function endingsOf(controller: { readonly prototype: object }, handler: string): Readonly<Record<string, Ending>> {
  const ofController = known.get(controller) ?? new Map<string, Readonly<Record<string, Ending>>>();
  known.set(controller, ofController);
  let found = ofController.get(handler);
  if (!found) {
    const takes: ({ prototype?: object } | undefined)[] =
      Reflect.getMetadata('design:paramtypes', controller.prototype, handler) ?? [];
    found = Object.assign(
      {},
      ...takes.map((type) => (type?.prototype ? Reflect.getMetadata(ENDING, type.prototype) : undefined)),
    ) as Readonly<Record<string, Ending>>;
    ofController.set(handler, found);
  }
  return found;
}

const dayOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
