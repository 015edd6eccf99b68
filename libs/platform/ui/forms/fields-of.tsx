import type { FunctionComponent } from 'preact';

export interface FieldControl {
  readonly as: FunctionComponent<Readonly<Record<string, unknown>> & { name: string }>;
  readonly props: Readonly<Record<string, unknown>>;
}

/** The fields of a declared form (`fields` of `#platform/http`), in the order in which they are asked. */
export type DeclaredFields = Readonly<Record<string, FieldControl>>;

interface Declaring<F extends object> {
  readonly fields: DeclaredFields;
  new (): F;
}

/** What a page adds to a field's declaration; `among`: which of its answers it offers. */
type More = Readonly<Record<string, unknown>> & { readonly among?: readonly string[] | undefined };

const answersAmong = ({ options }: FieldControl['props'], among: readonly string[]) =>
  among.map((value) => (options as readonly { readonly value: string }[]).find((option) => option.value === value));

/**
 * Asks for the fields of a declared form. The form around it (`AskPage`, `Form`) gives them what was typed and its problems.
 * @param but what a page adds to or changes of a field; null leaves it out
 * @param only these of them, in this order
 */
export function FieldsOf<F extends object>({
  form,
  but = {},
  only,
}: {
  form: Declaring<F>;
  but?: { readonly [N in keyof F]?: More | null };
  only?: readonly (keyof F & string)[];
}) {
  const further = but as Readonly<Record<string, More | null>>;
  return (
    <>
      {(only ?? Object.keys(form.fields)).map((name) => {
        const more = further[name];
        const control = form.fields[name];
        if (!control || more === null) return null;
        const { as: Control, props } = control;
        const { among, ...own } = more ?? {};
        const options = among ? { options: answersAmong(props, among) } : {};
        return <Control key={name} name={name} {...props} {...options} {...own} />;
      })}
    </>
  );
}
