import { cx } from '../text/html-text.js';
import { described, FieldMessage, type FieldProps, fieldId, Hint, messageFor, valueFor } from './field-parts.js';

/** A small picture of a sheet of labels: the first free place is chosen by touching it. Radios, so it needs no script. */
export function SheetPicture(props: FieldProps & { columns: number; rows: number }) {
  const id = props.id ?? fieldId(props.name);
  const message = messageFor(props);
  const chosen = Number(valueFor(props)) || 1;
  return (
    <fieldset
      class={cx('field sheet-picture', message && 'has-error')}
      aria-describedby={described(id, props.hint, message)['aria-describedby']}
    >
      <legend>{props.label}</legend>
      <Hint of={id}>{props.hint}</Hint>
      <div class={`sheet-places columns-${props.columns}`}>
        {Array.from({ length: props.columns * props.rows }, (_, i) => (
          <label class="sheet-place" key={i}>
            <input
              type="radio"
              id={i === 0 ? id : undefined}
              name={props.name}
              value={i + 1}
              checked={i + 1 === chosen}
              class="sr"
            />
            <span class="sr">place </span>
            {i + 1}
          </label>
        ))}
      </div>
      <FieldMessage id={id} message={message} />
    </fieldset>
  );
}
