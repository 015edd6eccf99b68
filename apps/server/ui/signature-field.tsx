import { useContext } from 'preact/hooks';
import { type FieldProps, fieldId } from './field-parts.js';
import { CheckField, FileField, HiddenField } from './fields.js';
import { HeadContext } from './view-context.js';

/**
 * A drawn signature (posted as a PNG data address under `name`). Without JavaScript, or when drawing is not possible,
 * a photographed paper (`<name>_photo`, the form must be multipart) or a typed confirmation (`<name>_confirme`).
 */
export function SignaturePad(props: FieldProps & { confirmation?: string; photo?: boolean }) {
  useContext(HeadContext).scripts.add('signature');
  const id = props.id ?? fieldId(props.name);
  return (
    <fieldset class="field signature" data-signature={props.name}>
      <legend>{props.label}</legend>
      {props.hint ? (
        <p class="hint" id={`${id}-aide`}>
          {props.hint}
        </p>
      ) : null}
      <div class="signature-draw" hidden>
        <canvas id={id} class="signature-canvas" aria-label={`${props.label} : zone de dessin`} role="img" />
        <button type="button" class="button quiet" data-signature-clear>
          Recommencer
        </button>
        <HiddenField name={props.name} value={props.value ?? ''} />
      </div>
      <div class="signature-else">
        {props.photo === false ? null : (
          <FileField
            name={`${props.name}_photo`}
            label="Photo du papier signé"
            accept="image/*,application/pdf"
            capture
            problems={props.problems}
          />
        )}
        <CheckField
          name={`${props.name}_confirme`}
          label={props.confirmation ?? 'Je confirme sans dessiner de signature.'}
          problems={props.problems}
        />
      </div>
    </fieldset>
  );
}
