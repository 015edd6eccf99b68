import type { ComponentChildren } from 'preact';
import type { FieldProblem } from '#platform/contract';
import { joined } from '#platform/kernel';
import { Icon } from '../icon.js';
import { useContext } from '../render.js';
import { cx } from '../text/html-text.js';
import { FormContext, useHead } from '../view-context.js';

export type { FieldProblem };

/** What a form shows when it comes back: what is wrong, beside which field, and what was typed. Empty the first time. */
export interface FormState {
  problems?: FieldProblem[] | undefined;
  values?: Readonly<Record<string, string>> | undefined;
}

export interface FieldProps {
  name: string;
  label: string;
  hint?: ComponentChildren;
  value?: string | null;
  problems?: FieldProblem[];
  /** Without it the label says "(facultatif)" and the browser asks for nothing. */
  required?: boolean;
  /** The group says that all of it is optional: the label need not. */
  optionalUnsaid?: boolean;
  /** For screen readers only: the page shows the label beside it. */
  hideLabel?: boolean;
  id?: string;
  disabled?: boolean;
}

/** The id of a field, from its name: ErrorSummary links to it. */
export const fieldId = (name: string): string => `f-${name.replace(/[^\w-]+/g, '-')}`;

/** The problem of a field, given to it or to the form around it. */
export const messageFor = ({ problems, name }: Pick<FieldProps, 'problems' | 'name'>): string | undefined =>
  messageOf(problems ?? useContext(FormContext).problems, name);

/** The value of a field: its own, or what was typed before in the form around it. */
export const valueFor = ({ value, name }: { value?: string | null; name: string }): string =>
  value ?? useContext(FormContext).values?.[name] ?? '';

const messageOf = (problems: FieldProblem[] | undefined, name: string): string | undefined =>
  problems?.find((problem) => problem.field === name)?.message;

export function described(id: string, hint: unknown, message: string | undefined): Record<string, string | undefined> {
  const ids = joined(' ', hint ? `${id}-aide` : '', message ? `${id}-erreur` : '');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': message ? 'true' : undefined };
}

export function FieldMessage({ id, message }: { id: string; message: string | undefined }) {
  useHead(message ? { wrong: true } : {});
  if (!message) return null;
  return (
    <p class="field-error" id={`${id}-erreur`}>
      <Icon name="circle-alert" />
      <span>
        <span class="sr">Erreur : </span>
        {message}
      </span>
    </p>
  );
}

export const Hint = ({ of, children }: { of: string; children: ComponentChildren }) =>
  children ? (
    <p class="hint" id={`${of}-aide`}>
      {children}
    </p>
  ) : null;

export function FieldFrame(props: {
  id: string;
  label: string;
  hint?: ComponentChildren;
  message: string | undefined;
  required?: boolean;
  optionalUnsaid?: boolean;
  hideLabel?: boolean;
  class?: string;
  children: ComponentChildren;
}) {
  const { id, label, hint, message } = props;
  return (
    <div class={cx('field', message && 'has-error', props.class)}>
      <label for={id} class={props.hideLabel ? 'sr' : undefined}>
        {label}
        {props.required || props.optionalUnsaid ? null : <span class="optional"> (facultatif)</span>}
      </label>
      <Hint of={id}>{hint}</Hint>
      {props.children}
      <FieldMessage id={id} message={message} />
    </div>
  );
}
