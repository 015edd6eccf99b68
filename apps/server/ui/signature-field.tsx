import { cx } from './class-names.js';
import { FieldMessage, type FieldProblem, type FieldProps, fieldId, messageFor, valueFor } from './field-parts.js';
import { CheckField, FileField, HiddenField, TextField } from './fields.js';
import { useContext } from './render.js';
import { HeadContext } from './view-context.js';

/**
 * A drawn signature (posted as a PNG data address under `name`). Without JavaScript, or when drawing is not possible,
 * a photographed paper (`<name>_photo`, the form must be multipart) or a typed confirmation (`<name>_confirme`).
 */
export function SignaturePad(props: FieldProps & { confirmation?: string; photo?: boolean }) {
  useContext(HeadContext).scripts.add('signature');
  const id = props.id ?? fieldId(props.name);
  const message = messageFor(props);
  return (
    <fieldset class={cx('field signature', message && 'has-error')} data-signature id={id} tabIndex={-1}>
      <legend>{props.label}</legend>
      {props.hint ? <p class="hint">{props.hint}</p> : null}
      <FieldMessage id={id} message={message} />
      <div class="signature-draw" hidden>
        <canvas class="signature-canvas" role="img" aria-label="Zone où dessiner la signature" />
        <button type="button" class="button quiet" data-signature-clear>
          Recommencer
        </button>
        <HiddenField name={props.name} value={valueFor(props)} />
      </div>
      <details class="signature-else" open>
        <summary>Signer sans dessiner</summary>
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
      </details>
    </fieldset>
  );
}

/** The password again: what makes a statement signed. `hint` says in whose name, where that is not plain. */
export const SigningPassword = ({ problems, hint }: { problems?: FieldProblem[] | undefined; hint?: string }) => (
  <TextField
    name="password"
    type="password"
    label="Votre mot de passe, pour signer"
    hint={hint ?? 'Il est vérifié, jamais gardé. Votre numéro d’opérateur et l’heure sont notés.'}
    autocomplete="current-password"
    width="medium"
    required
    {...(problems ? { problems } : {})}
  />
);
