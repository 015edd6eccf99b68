import { Code } from '../content.js';
import { Icon } from '../icon.js';
import { Markup, useContext } from '../render.js';
import { cx, encoded } from '../text/html-text.js';
import { FormContext, HeadContext } from '../view-context.js';
import {
  described,
  FieldFrame,
  FieldMessage,
  type FieldProps,
  fieldId,
  Hint,
  messageFor,
  valueFor,
} from './field-parts.js';

function parts(props: FieldProps) {
  const id = props.id ?? fieldId(props.name);
  const message = messageFor(props);
  const { asks } = useContext(FormContext);
  const required = asks ? undefined : props.required;
  const frame = {
    id,
    label: props.label,
    hint: props.hint,
    message,
    required,
    optionalUnsaid: asks || props.optionalUnsaid,
    hideLabel: props.hideLabel,
  };
  const control = {
    id,
    name: props.name,
    required,
    disabled: props.disabled,
    ...described(id, props.hint, message),
  };
  return { id, message, frame, control };
}

type Width = 'short' | 'medium' | 'full';

export interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'tel' | 'number' | 'date' | 'time' | 'datetime-local' | 'password' | 'search' | 'url';
  width?: Width;
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search';
  autocomplete?: string;
  autofocus?: boolean;
  maxlength?: number;
  min?: string | number;
  max?: string | number;
  step?: string | number;
  pattern?: string;
  placeholder?: string;
  unit?: string;
  suggestions?: string[];
  communes?: boolean;
}

/** One line of text, a number, a date, an address, by `type`. */
export function TextField(props: TextFieldProps) {
  const { id, frame, control } = parts(props);
  const { scripts } = useContext(HeadContext);
  if (props.communes) scripts.add('communes');
  if (props.autocomplete === 'new-password') scripts.add('new-password');
  const input = (
    <input
      {...control}
      class={props.width ? `w-${props.width}` : undefined}
      type={props.type ?? 'text'}
      value={props.type === 'password' ? (props.value ?? '') : valueFor(props)}
      inputMode={props.inputmode}
      autocomplete={props.autocomplete ?? 'off'}
      // biome-ignore lint/a11y/noAutofocus: only where a page is one field and a person comes to fill it
      autoFocus={props.autofocus}
      maxLength={props.maxlength}
      min={props.min}
      max={props.max}
      step={props.step}
      pattern={props.pattern}
      placeholder={props.placeholder}
      list={props.suggestions ? `${id}-liste` : undefined}
      data-communes={props.communes ? 'true' : undefined}
    />
  );
  return (
    <FieldFrame {...frame}>
      {props.unit ? (
        <span class="with-unit">
          {input}
          <span class="unit">{props.unit}</span>
        </span>
      ) : (
        input
      )}
      {props.suggestions ? (
        <datalist id={`${id}-liste`}>
          {props.suggestions.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      ) : null}
    </FieldFrame>
  );
}

export function TextArea(props: FieldProps & { rows?: number; maxlength?: number; placeholder?: string }) {
  const { frame, control } = parts(props);
  return (
    <FieldFrame {...frame}>
      <textarea {...control} rows={props.rows ?? 3} maxLength={props.maxlength} placeholder={props.placeholder}>
        {valueFor(props)}
      </textarea>
    </FieldFrame>
  );
}

export interface Option {
  value: string;
  label: string;
  /** Options that share a group are shown under its name. */
  group?: string;
  /** Inside `Asking`: this answer makes the dependent fields relevant. */
  asks?: boolean;
}

/** One of a list. With `empty`, a first line that means nothing chosen. */
export function SelectField(props: FieldProps & { options: Option[]; empty?: string; width?: Width }) {
  const { frame, control } = parts(props);
  const chosen = valueFor(props);
  const groups = [...new Set(props.options.map((option) => option.group))];
  const show = (option: Option) => (
    <option
      key={option.value}
      value={option.value}
      selected={option.value === chosen}
      data-asks={option.asks ? 'true' : undefined}
    >
      {option.label}
    </option>
  );
  return (
    <FieldFrame {...frame}>
      <select {...control} class={props.width ? `w-${props.width}` : undefined}>
        {props.empty === undefined ? null : <option value="">{props.empty}</option>}
        {groups.map((group) => {
          const own = props.options.filter((option) => option.group === group).map(show);
          return group ? (
            <optgroup key={group} label={group}>
              {own}
            </optgroup>
          ) : (
            own
          );
        })}
      </select>
    </FieldFrame>
  );
}

/** Yes or no. Posts `value` (default "oui") when ticked, nothing otherwise. */
export function CheckField(props: FieldProps & { checked?: boolean }) {
  const { id, message, control } = parts(props);
  return (
    <div class={cx('field check', message && 'has-error')}>
      <label for={id} class="check-label">
        <input {...control} type="checkbox" value={props.value ?? 'oui'} checked={props.checked} />
        <span>{props.label}</span>
      </label>
      <Hint of={id}>{props.hint}</Hint>
      <FieldMessage id={id} message={message} />
    </div>
  );
}

/** A file or a photo. `capture` opens the camera of a phone. The form must be `multipart`. */
export function FileField(props: FieldProps & { accept?: string; multiple?: boolean; capture?: boolean }) {
  const { frame, control } = parts(props);
  return (
    <FieldFrame {...frame}>
      <input
        {...control}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        capture={props.capture ? 'environment' : undefined}
      />
    </FieldFrame>
  );
}

export function HiddenField({ name, value }: { name: string; value: string | number | null | undefined }) {
  return <input type="hidden" name={name} value={value ?? ''} />;
}

/** A code or a serial: typed, typed by a scanner (which ends with Enter, so it submits the form), or read by the camera. */
export function ScanField(
  props: FieldProps & { autofocus?: boolean; placeholder?: string; big?: boolean; names?: boolean },
) {
  const { frame, control } = parts(props);
  useContext(HeadContext).scripts.add('camera');
  return (
    <FieldFrame {...frame} class={cx(!props.names && 'scan', props.big && 'scan-big')}>
      <span class="scan-ways">
        <span class="with-icon">
          <Icon name="scan-line" />
          <input
            {...control}
            type="text"
            class={props.names ? undefined : 'mono'}
            value={valueFor(props)}
            inputMode="text"
            autocomplete="off"
            autoCapitalize={props.names ? 'words' : 'characters'}
            autoCorrect="off"
            spellcheck={false}
            enterKeyHint="go"
            // biome-ignore lint/a11y/noAutofocus: a scanner types wherever the focus is, so it has to be here
            autoFocus={props.autofocus ?? true}
            placeholder={props.placeholder}
            data-scan
          />
        </span>
        <button type="button" class="button secondary" data-camera={control.id} data-what={props.label} hidden>
          <Icon name="camera" />
          <span class="button-text">Scanner</span>
        </button>
      </span>
    </FieldFrame>
  );
}

/** A commune as people write it; the official ones are offered while typing. */
export const CommuneTextField = (props: Partial<TextFieldProps>) => (
  <TextField
    name="commune"
    label="Commune"
    hint="Son nom, ou son code postal et son nom."
    width="medium"
    maxlength={80}
    communes
    {...props}
  />
);

/** A QR code, as `qrPicture` of `#bank/documents` draws it. */
export const QrPicture = ({ svg }: { svg: string }) => <Markup html={encoded(svg)} />;

export const CodeList = ({ codes }: { codes: readonly string[] }) => (
  <ul class="code-list">
    {codes.map((code) => (
      <li key={code}>
        <Code>{code}</Code>
      </li>
    ))}
  </ul>
);

export const optionsOf = (words: Readonly<Record<string, string | { readonly label: string }>>): Option[] =>
  Object.entries(words).map(([value, said]) => ({ value, label: typeof said === 'string' ? said : said.label }));
