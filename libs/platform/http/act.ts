import { applyDecorators, Get, Post } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { ApiBody } from '@nestjs/swagger';
import type { VNode } from 'preact';
import type { EntityManager } from 'typeorm';
import type { FieldProblem } from '#platform/ui';
import type { Acted } from './answers/answer.js';
import type { FlashNotice } from './cookies/flash.js';
import { Policy } from './policy/policy.js';
import type { PolicyRule } from './policy/policy.rule.js';
import type { FormClass } from './validation/validation.js';

/** A form's fields as they came. */
export type Posted = Readonly<Record<string, unknown>>;

/** What a page is given when its form comes back. */
export interface Typed {
  readonly problems?: FieldProblem[] | undefined;
  readonly values?: Record<string, string> | undefined;
}

export type ActWork<F> = (tx: EntityManager, form: F) => Promise<string>;

/** An act as both take it: a person by the form of a page, a program by JSON. */
export interface Act<F extends object, T extends object> extends Pick<Submission<F>, 'told' | 'writtenBy' | 'rules'> {
  /** The class whose decorators check the fields; left out for an act that takes none. */
  readonly dto?: FormClass<F>;
  /** The class of the form, where a page asks for more than the API: it extends `dto`. */
  readonly form?: FormClass<F>;
  /** What a form posted in the shape of the class, where its fields are flat or named otherwise. */
  readonly fromForm?: (posted: Posted) => object;
  /** The id of what is acted on; left out when the act makes it. */
  readonly ref?: string | undefined;
  /** The id of what the act makes, where it is chosen before the work: spares a statement. */
  readonly makes?: string;
  /** For an act that adds something to what `ref` names. */
  readonly status?: 201;
  /** The write. Gives the id of what it made. */
  readonly work: (tx: EntityManager, form: F) => Promise<string> | Promise<void>;
  /** Where a person goes on. */
  readonly to: (ref: string) => string | Promise<string>;
  /** Said to a person at the top of that page, with the way to what was made when that is another page. */
  readonly done?: FlashNotice | ((ref: string) => FlashNotice | Promise<FlashNotice>);
  /** The page on which it is asked: with the problems and what was typed, or without, the first time of an act that `asks`. */
  readonly page: (again: Typed) => VNode | Promise<VNode>;
  /** The thing as it is now, which a program is told. */
  readonly view: (ref: string) => Promise<T>;
}

/** A form of a page only. */
export interface Submission<F extends object> {
  /** The class whose decorators check the fields; left out for a form that is only a button. */
  dto?: FormClass<F> | undefined;
  /** What was posted, where that is not what the request brought. */
  body?: unknown;
  /** What was posted in the shape of the class, where its fields are flat or named otherwise. */
  fromForm?: (posted: Posted) => object;
  /** The write. Gives the address to go to afterwards. */
  work: (tx: EntityManager, form: F) => Promise<string>;
  /** The address, when it is known before the work: spares a statement. */
  ref?: string | undefined;
  /** For an address that must not be stored beside the key, such as one that holds a secret: made from what `work` gave. */
  to?: (ref: string) => string | Promise<string>;
  /** The page on which it is asked, as an act's. */
  page: Act<F, object>['page'];
  /** Said at the top of the page that follows, with the way to what was made when that is another page. */
  done?: FlashNotice | ((ref: string) => FlashNotice | Promise<FlashNotice>);
  /** Answers with a page instead of going on: for a secret that is shown once, and never stored. */
  show?: (replayed: boolean) => VNode | Promise<VNode>;
  /** For a script that asks for JSON: what it is told of what `work` gave, beside `ok`. */
  told?: (ref: string) => object | Promise<object>;
  /**
   * The rules that can be judged one by one of whatever is valid in the form, once something of it was refused: so that all that is
   * to be corrected is said at once. Writes nothing; `refused` names the fields that need no further word.
   */
  rules?: (tx: EntityManager, given: Partial<F>, refused: ReadonlySet<string>) => Promise<unknown>;
  /** Whose key the form carries, when somebody sends what another member wrote on a shared phone: a membership's id. */
  writtenBy?: string | undefined;
}

/** A write of the API only. */
export interface ApiWrite<T extends object> {
  body?: unknown;
  /** The write. Gives a reference (an id) to its result. */
  work: (tx: EntityManager) => Promise<string>;
  /** The reference, when it is known before the work: spares a statement. */
  ref?: string | undefined;
  /** Reads the result back, also when a resend finds the work already done. */
  show: (ref: string) => Promise<T>;
  status?: number;
}

/** What the acts on one thing have in common: which it is, where it is shown, to whom. */
export type ActOn<T extends object> = Pick<Act<object, T>, 'ref' | 'to' | 'view' | 'page'>;

/** Of an act that takes no fields. */
export interface Nothing {
  readonly nothing?: never;
}

type Acts<F extends object> = <H extends (...args: never[]) => Promise<Acted<F, object>>>(
  target: object,
  name: string,
  descriptor: TypedPropertyDescriptor<H>,
) => void;

/**
 * The two addresses of an act, its right, and the class of what it takes (the same that `ctx.act` reads: the types agree or do not
 * compile). One that `asks` has a page of its own at the same address, which the same handler answers: `page` of the act. A query that
 * the handler takes is that page's alone; it is absent when the act is carried out.
 */
export const Act = <F extends object = Nothing>(
  right: PolicyRule,
  at: { readonly page: string; readonly api?: string; readonly takes?: FormClass<F>; readonly asks?: true },
): Acts<F> =>
  applyDecorators(
    ...(at.asks ? [AskedAt(right, at.page)] : []),
    Post(at.api ? [at.page, `api/v1/${at.api}`] : at.page),
    Policy(right),
    ...(at.api && at.takes ? [ApiBody({ type: at.takes })] : []),
  ) as Acts<F>;

/** A form of a page only: its address, where it is asked and sent, and its right. Its handler answers by `ctx.submit`. */
export const AskedForm = (right: PolicyRule, address: string): MethodDecorator =>
  applyDecorators(AskedAt(right, address), Post(address), Policy(right));

/** Gives a handler that writes a second one, for the page that asks: it takes the same, and its query besides. */
const AskedAt =
  (right: PolicyRule, address: string): MethodDecorator =>
  (target, name) => {
    const handlers = target as Record<string, (...args: unknown[]) => unknown>;
    const [write, type] = [String(name), target.constructor];
    const asks = `ask${write[0]!.toUpperCase()}${write.slice(1)}`;
    const ask = {
      async [asks](this: typeof handlers, ...args: unknown[]) {
        return this[write]!(...args);
      },
    }[asks]!;
    const args: object = Reflect.getMetadata(ROUTE_ARGS_METADATA, type, write) ?? {};
    Reflect.defineMetadata(ROUTE_ARGS_METADATA, args, type, asks);
    Reflect.defineMetadata('design:paramtypes', Reflect.getMetadata('design:paramtypes', target, write), target, asks);
    const written = Object.entries(args).filter(([key]) => !key.startsWith(`${RouteParamtypes.QUERY}:`));
    Reflect.defineMetadata(ROUTE_ARGS_METADATA, Object.fromEntries(written), type, write);
    const descriptor = { value: ask, writable: true, configurable: true, enumerable: false };
    Object.defineProperty(target, asks, descriptor);
    for (const decorator of [Policy(right), Get(address)]) decorator(target, asks, descriptor);
  };

/** The two addresses of what is read, and its right. */
export const Read = (right: PolicyRule, at: { readonly page: string; readonly api?: string }): MethodDecorator =>
  applyDecorators(Get(at.api ? [at.page, `api/v1/${at.api}`] : at.page), Policy(right));
