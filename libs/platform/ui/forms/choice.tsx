import type { ComponentChildren } from 'preact';
import { Icon } from '../icon.js';
import type { IconName } from '../icon-names.js';
import { cx } from '../text/html-text.js';
import { described, FieldMessage, type FieldProps, fieldId, Hint, messageFor, valueFor } from './field-parts.js';

export interface Choice {
  value: string;
  label: string;
  hint?: string;
  icon?: IconName;
  /** The size of its pictogram, where it has a meaning: a larger star is a better grade. */
  size?: 'large' | 'medium' | 'small';
  disabled?: boolean;
  /** Inside `Asking`: this answer makes the dependent fields relevant. */
  asks?: boolean;
}

export interface ChoiceFieldProps extends Omit<FieldProps, 'value'> {
  options: Choice[];
  value?: string | string[] | null;
  multiple?: boolean;
  /** `cards` (default) stack; `tiles` sit two by two with the pictogram on top; `inline` are plain, for short answers. */
  layout?: 'cards' | 'tiles' | 'inline';
  /** For screen readers only: the label is the question in the page's h1. */
  hideLabel?: boolean;
  icon?: IconName;
}

export function ChoiceField(props: ChoiceFieldProps) {
  const id = props.id ?? fieldId(props.name);
  const message = messageFor(props);
  const typed = Array.isArray(props.value) ? props.value : valueFor({ name: props.name, value: props.value });
  const chosen = Array.isArray(typed) ? typed : props.multiple ? typed.split(',') : [typed];
  const aria = described(id, props.hint, message);
  return (
    <fieldset
      class={cx('field choices', props.layout ?? 'cards', message && 'has-error')}
      aria-describedby={aria['aria-describedby']}
    >
      <legend class={props.hideLabel ? 'sr' : undefined}>
        {props.icon ? (
          <span class="picto">
            <Icon name={props.icon} />
          </span>
        ) : null}
        {props.label}
        {props.required || props.optionalUnsaid ? null : <span class="optional"> (facultatif)</span>}
      </legend>
      <Hint of={id}>{props.hint}</Hint>
      <FieldMessage id={id} message={message} />
      <div class="choice-list">
        {props.options.map((option, index) => (
          <label key={option.value} class="choice">
            <input
              type={props.multiple ? 'checkbox' : 'radio'}
              id={index === 0 ? id : undefined}
              name={props.name}
              value={option.value}
              checked={chosen.includes(option.value)}
              disabled={option.disabled ?? props.disabled}
              required={props.required && !props.multiple}
              data-asks={option.asks ? 'true' : undefined}
            />
            {option.icon ? (
              <span class={cx('picto', option.size)}>
                <Icon name={option.icon} />
              </span>
            ) : null}
            <span class="choice-text">
              <span class="choice-label">{option.label}</span>
              {option.hint ? <span class="choice-hint">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/**
 * A question, and fields that only some of its answers (`asks`) make relevant. Without scripts all are shown, so nothing in `then` may be required;
 * fields with problems are shown whatever the answer.
 */
export const Asking = (props: { children: ComponentChildren; then: ComponentChildren }) => (
  <div class="asking">
    {props.children}
    <div class="then">{props.then}</div>
  </div>
);

export function Fieldset(props: {
  legend: string;
  hint?: ComponentChildren;
  columns?: boolean;
  /** Two by two also on a phone: for short fields such as quantities. */
  pairs?: boolean;
  children: ComponentChildren;
}) {
  return (
    <fieldset class="group">
      <legend>{props.legend}</legend>
      {props.hint ? <p class="hint">{props.hint}</p> : null}
      <div class={props.pairs ? 'columns pairs' : props.columns ? 'columns' : undefined}>{props.children}</div>
    </fieldset>
  );
}
