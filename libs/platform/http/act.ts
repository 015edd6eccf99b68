import { applyDecorators, Controller, Get, Post } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { ApiBearerAuth, ApiBody, ApiTags } from '@nestjs/swagger';
import type { VNode } from 'preact';
import type { EntityManager } from 'typeorm';
import type { FormState } from '#platform/ui';
import type { Acted } from './answers/answer.js';
import type { FlashNotice } from './cookies.js';
import { Policy } from './policy/policy.guard.js';
import type { PolicyRule } from './policy/policy.rule.js';
import type { FormClass } from './validation/validation.js';

export type Posted = Readonly<Record<string, unknown>>;

/** An act that a person carries out by a page's form, and a program by JSON. */
export interface ActSpec<F extends object, T extends object>
  extends Pick<Submission<F>, 'answer' | 'writtenBy' | 'rules'> {
  /** The class that checks the fields; left out for an act that takes none. */
  readonly dto?: FormClass<F>;
  /** The form's class, where a page asks for more than the API: it extends `dto`. */
  readonly form?: FormClass<F>;
  /** Brings what a form posted into the shape of the class, where its fields are flat or named otherwise. */
  readonly fromForm?: (posted: Posted) => object;
  /** The id of what is acted on; left out when the act makes it. */
  readonly ref?: string | undefined;
  /** The id of what the act makes, where it is chosen before the work: saves a statement. */
  readonly makes?: string;
  readonly status?: 201;
  /** The write. Gives the id of what it made. */
  readonly work: (tx: EntityManager, form: F) => Promise<string> | Promise<void>;
  /** The address where a person continues. */
  readonly to: (ref: string) => string | Promise<string>;
  /** The notice at the top of that page, with a link to what was made when that is another page. */
  readonly done?: FlashNotice | ((ref: string) => FlashNotice | Promise<FlashNotice>);
  /** The page with the form: with problems and what was typed, or empty, the first time of an act that `asks`. */
  readonly page: (again: FormState) => VNode | Promise<VNode>;
  /** The thing as it is now: a program's answer. */
  readonly view: (ref: string) => Promise<T>;
}

export interface Submission<F extends object> {
  /** The class that checks the fields; left out for a form that is only a button. */
  dto?: FormClass<F> | undefined;
  body?: unknown;
  fromForm?: (posted: Posted) => object;
  /** The write. Gives the address where a person continues, unless `ref` says it. */
  work: ActSpec<F, object>['work'];
  /** The address, when it is known before the work: saves a statement. */
  ref?: string | undefined;
  /** Makes the address of what `work` gave, where it must not be stored beside the key, because it holds a secret. */
  to?: (ref: string) => string | Promise<string>;
  page: ActSpec<F, object>['page'];
  done?: FlashNotice | ((ref: string) => FlashNotice | Promise<FlashNotice>);
  /** Answers with a page instead of a redirect: for a secret that is shown once, and never stored. */
  show?: (replayed: boolean) => VNode | Promise<VNode>;
  /** What a script that asks for JSON is answered, beside `ok`. */
  answer?: (ref: string) => object | Promise<object>;
  /**
   * Judges, once something was refused, the rules that can be judged of the valid fields, so that all is reported at once. Writes nothing; `refused`
   * names the fields that were refused already.
   */
  rules?: (tx: EntityManager, given: Partial<F>, refused: ReadonlySet<string>) => Promise<unknown>;
  /** The membership's id of whoever wrote what somebody else sends from a shared phone: the key is theirs. */
  writtenBy?: string | undefined;
}

export interface Revelation<S, F extends object> extends Omit<Submission<F>, 'work' | 'show' | 'to' | 'done'> {
  ref: string;
  work: (tx: EntityManager, form: F) => Promise<S>;
  /** Null for a resend, since nothing of it is stored. */
  show: (secret: S | null, replayed: boolean) => VNode | Promise<VNode>;
}

export interface ApiWrite<T extends object> {
  body?: unknown;
  /** The write. Gives a reference (an id) to its result, unless `ref` says it. */
  work: (tx: EntityManager) => Promise<string> | Promise<void>;
  /** The reference, when it is known before the work: saves a statement. */
  ref?: string | undefined;
  /** Reads the result, also when a resend finds the work already done. */
  show: (ref: string) => Promise<T>;
  status?: number;
}

export type ActOn<T extends object> = Pick<ActSpec<object, T>, 'ref' | 'to' | 'view' | 'page'>;

/** Stands for an act without fields. */
export interface Nothing {
  readonly nothing?: never;
}

type Acts<F extends object> = <H extends (...args: never[]) => Promise<Acted<F, object>>>(
  target: object,
  name: string,
  descriptor: TypedPropertyDescriptor<H>,
) => void;

/**
 * The two addresses of an act, its right, and the class of what it takes (the one that `ctx.act` reads, or it does not compile). One that `asks`
 * answers GET at the same address by the same handler, with the act's `page`; a query that the handler takes is for that page only.
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

/** A form that another page shows, or that is only a button. Its handler answers by `ctx.submit`. */
export const PostedForm = (right: PolicyRule, address: string): MethodDecorator =>
  applyDecorators(Post(address), Policy(right));

/** Adds a second handler for GET, which calls the first and also takes its query. */
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

/** The addresses of what is read, a page's and a program's or one of them, and its right. */
export function Read(
  right: PolicyRule,
  { page, api }: { readonly page?: string; readonly api?: string },
): MethodDecorator {
  const ofApi = api === undefined ? undefined : `api/v1/${api}`;
  return applyDecorators(Get(page !== undefined && ofApi ? [page, ofApi] : (page ?? ofApi)), Policy(right));
}

/** A controller of pages and of the API for signed-in people and their keys. @param tag its heading in the API's description */
export const ApiController = (tag: string): ClassDecorator =>
  applyDecorators(ApiTags(tag), ApiBearerAuth(), Controller());
