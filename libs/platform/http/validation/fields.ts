import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import type { FunctionComponent } from 'preact';
import {
  CheckField,
  ChoiceField,
  type DeclaredFields,
  type FieldControl,
  ScanField,
  SelectField,
  TextArea,
  TextField,
} from '#platform/ui';
import { sentenceOf } from '../refusals/sentences.js';
import { addDeclaredWords } from './typed-words.js';
import { type FormClass, IsDay } from './validation.js';

/** One declared field of a form: how it is checked and described, and how a page asks for it. `T` is what the handler reads. */
export interface Field<T, Optional extends boolean = boolean> {
  readonly rules: readonly PropertyDecorator[];
  readonly schema: ApiPropertyOptions;
  readonly optional: Optional;
  /** Reads what a form posts of it. A program sends the value itself. */
  readonly posted?: (value: unknown) => unknown;
  readonly control?: FieldControl;
  /** A type only, never set. */
  readonly reads?: T;
}

interface About<Optional extends boolean> {
  /** The label on a page; a field without it is for programs only. */
  readonly label?: string;
  readonly hint?: string;
  readonly optional?: Optional;
  readonly about?: string;
  /** The message for a wrong value: a sentence, or the code of a rule that has one. */
  readonly wrong?: string;
  /** The message where nothing was given, if not that of a wrong value. */
  readonly missing?: string;
}

type Look<P> = Partial<Omit<P, 'name' | 'label' | 'hint' | 'value' | 'problems' | 'options'>>;

/** @param bounds what the sentence of a code may speak of: the longest text, the smallest number. */
const says = (wrong: string | undefined, bounds: Record<string, unknown> = {}): { message?: () => string } =>
  wrong === undefined ? {} : { message: () => (/^\w+\.\w+$/.test(wrong) ? sentenceOf(wrong, bounds) : wrong) };

function field<T, Optional extends boolean>(
  { label, hint, optional = false as Optional, about, wrong: _, missing: __, ...look }: About<Optional>,
  is: {
    readonly rules: readonly PropertyDecorator[];
    readonly schema: object;
    readonly as: FunctionComponent<never>;
    readonly posted?: (value: unknown) => unknown;
    readonly look?: object;
  },
): Field<T, Optional> {
  return {
    rules: is.rules,
    schema: { required: !optional, ...is.schema, ...(about ? { description: about } : {}) } as ApiPropertyOptions,
    optional,
    posted: is.posted,
    control: label
      ? {
          as: is.as as unknown as FieldControl['as'],
          props: { label, ...(hint ? { hint } : {}), required: !optional, ...is.look, ...look },
        }
      : undefined,
  };
}

/** A text; with `min: 1` or `filled`, not empty. `rows` asks for several lines, `scan` for what a scanner reads. */
export function text<const Optional extends boolean = false>({
  min,
  filled,
  max,
  rows,
  scan,
  ...about
}: About<Optional> &
  Look<Parameters<typeof TextField>[0]> & {
    readonly min?: 1;
    readonly filled?: true;
    readonly max: number;
    readonly rows?: number;
    readonly scan?: true;
  }): Field<string, Optional> {
  const missing = says(about.missing ?? about.wrong, { max });
  return field(about, {
    rules: [
      MaxLength(max, says(about.wrong, { max })),
      ...(min ? [MinLength(min, missing)] : []),
      IsString(missing),
      ...(filled ? [IsNotEmpty(missing)] : []),
    ],
    schema: { type: String, minLength: min, maxLength: max },
    as: scan ? ScanField : rows ? TextArea : TextField,
    look: { ...(scan ? {} : { maxlength: max }), ...(rows ? { rows } : {}) },
  });
}

/** A day, `2026-11-25`; checked here with `real`, else by a rule of the library. */
export function day<const Optional extends boolean = false>({
  real,
  ...about
}: About<Optional> & Look<Parameters<typeof TextField>[0]> & { readonly real?: true }): Field<string, Optional> {
  return field(about, {
    ...(real
      ? { rules: [IsDay(about.wrong === undefined ? undefined : says(about.wrong))], schema: { type: String } }
      : {
          rules: [MaxLength(10, says(about.wrong)), IsString(says(about.missing ?? about.wrong))],
          schema: { type: String, maxLength: 10 },
        }),
    as: TextField,
    look: { type: 'date', width: 'medium' },
  });
}

/** An hour, `09:30`; checked by a rule of the library. */
export function hour<const Optional extends boolean = false>(
  about: About<Optional> & Look<Parameters<typeof TextField>[0]>,
): Field<string, Optional> {
  return field(about, {
    rules: [MaxLength(5, says(about.wrong)), IsString(says(about.missing ?? about.wrong))],
    schema: { type: String, maxLength: 5 },
    as: TextField,
    look: { type: 'time', width: 'short' },
  });
}

export function mail<const Optional extends boolean = false>(
  about: About<Optional> & Look<Parameters<typeof TextField>[0]>,
): Field<string, Optional> {
  return field(about, {
    rules: [MaxLength(200), IsEmail({}, says(about.wrong))],
    schema: { type: String, maxLength: 200 },
    as: TextField,
    look: { type: 'email', width: 'medium' },
  });
}

type Answers = Readonly<
  Record<string, string | { readonly label: string; readonly hint?: string; readonly icon?: string }>
>;

const choicesOf = (answers: Answers) =>
  Object.entries(answers).map(([value, said]) => {
    const { label, hint, icon }: Exclude<Answers[string], string> = typeof said === 'string' ? { label: said } : said;
    return { value, label, hint, icon };
  });

/** One of a few answers, by their names in the API. `select` shows them as a list, with its empty option. */
export function choice<const A extends Answers, const Optional extends boolean = false>(
  answers: A,
  {
    select,
    ...about
  }: About<Optional> &
    Look<Parameters<typeof ChoiceField>[0]> & {
      readonly select?: string;
      readonly width?: 'short' | 'medium' | 'full';
    },
): Field<keyof A & string, Optional> {
  return field(about, {
    rules: [IsIn(Object.keys(answers), says(about.wrong))],
    schema: { type: String, enum: Object.keys(answers) },
    as: select === undefined ? ChoiceField : SelectField,
    look: { options: choicesOf(answers), empty: select || undefined },
  });
}

/** Several of a few answers. A form may post a single one. */
export function several<const A extends Answers, const Optional extends boolean = false>(
  answers: A,
  about: About<Optional> & Look<Parameters<typeof ChoiceField>[0]>,
): Field<(keyof A & string)[], Optional> {
  const some = about.optional ? [] : [ArrayNotEmpty(says(about.missing ?? about.wrong))];
  return field(about, {
    rules: [
      IsIn(Object.keys(answers), { each: true, ...says(about.wrong) }),
      ...some,
      IsArray(says(about.missing ?? about.wrong)),
      Transform(({ value }) => (value === undefined ? undefined : [value].flat())),
    ],
    schema: { type: String, isArray: true, enum: Object.keys(answers), ...(about.optional ? {} : { minItems: 1 }) },
    as: ChoiceField,
    look: { options: choicesOf(answers), multiple: true },
  });
}

/** The id of something that the page offers as `options`. */
export function one<const Optional extends boolean = false>({
  select,
  ...about
}: About<Optional> & Look<Parameters<typeof ChoiceField>[0]> & { readonly select?: string }): Field<string, Optional> {
  return field(about, {
    rules: [IsUUID('all', says(about.wrong))],
    schema: { type: String, format: 'uuid' },
    as: select === undefined ? ChoiceField : SelectField,
    look: select ? { empty: select || undefined } : {},
  });
}

export function whole<const Optional extends boolean = false>({
  min,
  max,
  beyond,
  ...about
}: About<Optional> &
  Omit<Look<Parameters<typeof TextField>[0]>, 'min' | 'max'> & {
    readonly min: number;
    readonly max: number;
    /** The message for too large a number, where that is not the one for a wrong one. */
    readonly beyond?: string;
  }): Field<number, Optional> {
  return field(about, {
    rules: [
      // A form posts text; only digits are a number: an empty answer is none, and never 0.
      Transform(({ value }) => (typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value)),
      IsInt(says(about.wrong)),
      Min(min, says(about.wrong)),
      Max(max, says(beyond ?? about.wrong)),
    ],
    schema: { type: Number, minimum: min, maximum: max },
    as: TextField,
    look: { width: 'short', inputmode: 'numeric' },
  });
}

export function tick(about: About<false>): Field<boolean, false> {
  return field(about, {
    rules: [IsBoolean()],
    schema: { type: Boolean },
    as: CheckField,
    look: { required: undefined },
    posted: Boolean,
  });
}

type Declared = Readonly<Record<string, Field<unknown>>>;
/** Without type parameters: the compiler would take them for what a field is made with. */
type Declares = Readonly<Record<string, Pick<Field<unknown>, 'rules' | 'schema' | 'posted' | 'control'>>>;

export type FormOf<F> = {
  [N in keyof F as F[N] extends Field<unknown, false> ? N : never]: F[N] extends Field<infer T> ? T : never;
} & { [N in keyof F as F[N] extends Field<unknown, false> ? never : N]?: F[N] extends Field<infer T> ? T : never };

export type DeclaredForm<F extends object> = FormClass<F> & { readonly fields: DeclaredFields };

/**
 * Declares the fields of a form once. A class that extends the result checks what a form or a program sends (`takes` of `Act`, `dto` of `ctx.act`),
 * describes itself in the API under its own name, and is shown by `FieldsOf` of `#platform/ui`.
 * @param base a class whose fields come first
 */
export function fields<const F extends Declares, B extends object = object>(
  declared: F,
  base?: FormClass<B> & { readonly fields?: DeclaredFields },
): DeclaredForm<FormOf<F> & B> {
  const Form = base ? class extends (base as FormClass<object>) {} : class {};
  for (const [name, { rules, schema, optional }] of Object.entries(declared as unknown as Declared))
    for (const rule of [...rules, ...(optional ? [IsOptional()] : []), ApiProperty(schema)]) rule(Form.prototype, name);
  const shown = Object.fromEntries(
    Object.entries(declared as unknown as Declared).flatMap(([name, { control }]) =>
      control ? [[name, control]] : [],
    ),
  );
  addDeclaredWords(wordsOf(shown));
  const reads = new Map([
    ...readersOf(base),
    ...Object.entries(declared as unknown as Declared).flatMap(([name, { posted }]): [string, Reader][] =>
      posted ? [[name, posted]] : [],
    ),
  ]);
  return Object.assign(Form, { fields: { ...base?.fields, ...shown }, [READERS]: reads }) as never;
}

type Reader = (value: unknown) => unknown;
const READERS = Symbol('how a form posts what is no text');
const readersOf = (form: unknown): ReadonlyMap<string, Reader> =>
  (form as { readonly [READERS]?: ReadonlyMap<string, Reader> } | undefined)?.[READERS] ?? new Map();

export function postedAs(form: unknown, posted: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const readers = readersOf(form);
  if (!readers.size) return posted;
  return { ...posted, ...Object.fromEntries([...readers].map(([name, read]) => [name, read(posted[name])])) };
}

type Words = { readonly label: string; readonly answers: Readonly<Record<string, string>> };

/** The labels of a declared form's fields and answers; empty for another form. */
export const wordsOfForm = (form: unknown): Readonly<Record<string, Words>> =>
  wordsOf((form as { readonly fields?: DeclaredFields } | undefined)?.fields ?? {});

const wordsOf = (shown: DeclaredFields): Readonly<Record<string, Words>> =>
  Object.fromEntries(
    Object.entries(shown).flatMap(([name, { props }]): [string, Words][] => {
      const {
        label,
        type,
        options = [],
      } = props as {
        label: string;
        type?: string;
        options?: readonly { readonly value: string; readonly label: string }[];
      };
      // A password is never shown again, whatever its field is called.
      if (type === 'password') return [];
      return [[name, { label, answers: Object.fromEntries(options.map((o) => [o.value, o.label])) }]];
    }),
  );
