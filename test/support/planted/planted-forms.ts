import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { ValidWrite, Writes } from '../../http/writes/write.js';
import type { Seen } from '../browser/visitor.js';
import { multipart } from '../servers/multipart.js';
import type { World } from '../things/world.js';
import type { Canaries } from './canaries.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
}

/** A code, a day, an hour: looked for, and no words. */
const NUMBERED = /^[\w:-]*\d[\w:-]*$/;
/** Sent as they are: what proves who signs, a drawing, and lists of what is looked for (of which pages send some, `PlantedPages`). */
const SENT_AS_IT_IS = /^(password|code|pin|signature|data|email|codes|ids|also)$/i;

/** Fields that let no name in, and what they are asked for instead. */
const NUMBERS = { phone: /(^|\.)phone$/, email: /(^|\.)email$/, siren: /(^|\.)(siren|identifier)$/ } as const;
type NumberKind = keyof typeof NUMBERS;
const kindOf = (field: string): NumberKind | undefined =>
  (Object.keys(NUMBERS) as NumberKind[]).find((kind) => NUMBERS[kind].test(field));

/** What the next write finds it by. */
const LOOKED_FOR: readonly string[] = ['/donors name', '/donors/:id/card name', '/label-formats name'];

/** Sends each write of the API with a name in every field that takes words, also in lists: those that it must have, and those that it may. */
export class PlantedForms {
  /** Fields that took a name, as `POST /route field`. */
  readonly taken: string[] = [];
  /** Fields whose form let none in. */
  readonly refused: string[] = [];
  private readonly schemas: Readonly<Record<string, Schema>>;

  constructor(
    private readonly w: World,
    private readonly api: OpenAPIObject,
    private readonly canaries: Canaries,
  ) {
    this.schemas = (api.components?.schemas ?? {}) as Record<string, Schema>;
  }

  async walk(writes: Writes): Promise<void> {
    for (const [route, write] of Object.entries(writes)) {
      const valid = await write(this.w);
      const wordy = this.wordyFields(route, valid.body ?? {}).filter((f) => !LOOKED_FOR.includes(`${route} ${f}`));
      const taken = await this.send(route, valid, wordy);
      for (const field of wordy) (taken.has(field) ? this.taken : this.refused).push(`POST ${route} ${field}`);
    }
  }

  /** With a name in each field, then without those that are refused. @returns which fields took one */
  private async send(route: string, valid: ValidWrite, wordy: readonly string[]): Promise<ReadonlySet<string>> {
    const left = new Map<string, NumberKind | 'one'>(wordy.map((field) => [field, 'one']));
    for (;;) {
      const seen = await this.post(route, valid, left);
      if (seen.status < 300) return new Set(left.keys());
      if (!left.size) throw new Error(`POST ${route}: ${seen.status} ${seen.text.slice(0, 300)}`);
      const refused = refusedFields(seen);
      const wrong = [...left.keys()].filter((field) =>
        refused.some((one) => field === one || field.startsWith(`${one}.`)),
      );
      // Perhaps it takes no name for being asked for something else; nothing may say which it is.
      const others = (wrong.length ? wrong : [...left.keys()]).filter((f) => left.get(f) === 'one' && kindOf(f));
      for (const field of others) left.set(field, kindOf(field)!);
      for (const field of wrong) if (!others.includes(field)) left.delete(field);
      if (wrong.length || others.length) continue;
      // Nothing says which: perhaps one alone.
      for (const field of left.keys()) {
        const without = new Map([...left].filter(([other]) => other !== field));
        if ((await this.post(route, valid, without)).status < 300) return new Set(without.keys());
      }
      left.delete([...left.keys()].at(-1)!);
    }
  }

  private post(
    route: string,
    { as, path, file, body = {} }: ValidWrite,
    fields: ReadonlyMap<string, NumberKind | 'one'>,
  ): Promise<Seen> {
    const api = this.w.program(as);
    const key = { 'idempotency-key': randomUUID() };
    const planted = this.planted(route, body, fields);
    if (!file) return api.api('POST', `/api/v1${path}`, planted, key);
    const name = `${this.canaries.one(`POST ${route}, name of the file`)} ${file.name}`;
    const form = multipart(file.field, name, file.bytes, planted as Record<string, string>);
    return api.send('POST', `/api/v1${path}`, { ...form, headers: { ...form.headers, ...key } });
  }

  private planted(route: string, body: object, fields: ReadonlyMap<string, NumberKind | 'one'>): object {
    const whole = structuredClone(body) as Record<string, unknown>;
    for (const [field, kind] of fields) {
      const path = field.split('.');
      const last = path.pop()!;
      const into = path.reduce<Record<string, unknown>>((of, step) => {
        const next = of[step] ?? [];
        of[step] = next;
        return next as Record<string, unknown>;
      }, whole);
      into[last] = this.canaries[kind](`POST ${route} ${field}`);
    }
    return whole;
  }

  /** The fields of a form that are declared as words of nobody's list; of a part of it, where there is that part. */
  private wordyFields(route: string, sent: object): string[] {
    const path = `/api/v1${route.replace(/:(\w+)/g, '{$1}')}`;
    const body = this.api.paths[path]?.post?.requestBody as
      | { content?: Record<string, { schema?: Schema }> }
      | undefined;
    return this.wordyOf(Object.values(body?.content ?? {})[0]?.schema, sent, '');
  }

  private wordyOf(schema: Schema | undefined, sent: object, under: string): string[] {
    return Object.entries(this.propertiesOf(schema)).flatMap(([name, of]) => {
      const field = this.resolved(of);
      const value = (sent as Record<string, unknown>)[name];
      if (value && typeof value === 'object' && !Array.isArray(value))
        return this.wordyOf(field, value, `${under}${name}.`);
      if (field.type === 'array' && !SENT_AS_IT_IS.test(name))
        return this.wordyInList(field.items, value, `${under}${name}.`);
      const words = takesWords(field);
      return words && !SENT_AS_IT_IS.test(name) && !NUMBERED.test(String(value ?? '')) ? [`${under}${name}`] : [];
    });
  }

  /** Of a list: the fields of what stands there; of a list of words, one more. */
  private wordyInList(items: Schema | undefined, sent: unknown, under: string): string[] {
    const of = items && this.resolved(items);
    if (!of) return [];
    const list = Array.isArray(sent) ? sent : [];
    if (takesWords(of)) return [`${under}${list.length}`];
    return list.flatMap((one, n) => (one && typeof one === 'object' ? this.wordyOf(of, one, `${under}${n}.`) : []));
  }

  private propertiesOf(schema: Schema | undefined): Readonly<Record<string, Schema>> {
    if (!schema) return {};
    const { properties = {}, allOf = [] } = this.resolved(schema);
    return Object.assign({}, ...allOf.map((one) => this.propertiesOf(one)), properties);
  }

  private resolved(schema: Schema): Schema {
    return schema.$ref ? (this.schemas[schema.$ref.split('/').at(-1)!] ?? schema) : schema;
  }
}

const takesWords = ({ type, format, enum: list, pattern }: Schema): boolean =>
  type === 'string' && (!format || format === 'email') && !list && !pattern;
const refusedFields = (seen: Seen): string[] => {
  try {
    const { errors = [] } = seen.json<{ errors?: { field: string }[] }>();
    return errors.map(({ field }) => field);
  } catch {
    return [];
  }
};
