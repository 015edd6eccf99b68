import { AUTHORITY, CONFIRMED_MINUTES, type SignedAct } from '#bank/people';
import { clock } from '#platform/kernel';
import { Disclosure, Notice } from '../content.js';
import { useContext } from '../render.js';
import { cx } from '../text/html-text.js';
import { HeadContext, useView } from '../view-context.js';
import { FieldMessage, type FieldProblem, type FieldProps, fieldId, messageFor, valueFor } from './field-parts.js';
import { CheckField, FileField, HiddenField, TextField } from './fields.js';

/**
 * A drawn signature (posted as a PNG data address under `name`). Without scripts: a photographed paper (`<name>_photo`, the form must be multipart)
 * or a typed confirmation (`<name>_confirme`).
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
      <Disclosure summary="Signer sans dessiner" class="signature-else" open>
        {props.photo === false ? null : (
          <>
            <FileField
              name={`${props.name}_photo`}
              label="Photo du papier signé"
              accept="image/*,application/pdf"
              capture
              problems={props.problems}
            />
            <TextField
              name={`${props.name}_original`}
              label="Où l’original signé est rangé"
              hint="Avec une photo : classeur, armoire, pièce. Sans nom de personne."
              maxlength={200}
              problems={props.problems}
            />
          </>
        )}
        <CheckField
          name={`${props.name}_confirme`}
          label={props.confirmation ?? 'Je confirme sans dessiner de signature.'}
          problems={props.problems}
        />
      </Disclosure>
    </fieldset>
  );
}

/** Asks for the password again, unless it was given within ten minutes for the same act. `hint` says in whose name, where that is not plain. */
export function SigningPassword({ act, problems, hint }: SigningProps) {
  const confirmed = useView().confirmed?.find((c) => c.act === act);
  if (confirmed)
    return (
      <Notice tone="ok" icon="signature" title={`Confirmé ${ago(confirmed.at)}.`}>
        {`Vous signez sans redonner votre mot de passe : il vaut ${CONFIRMED_MINUTES} minutes pour le même acte. ${hint ?? signedAs(act)}`}
      </Notice>
    );
  return (
    <TextField
      name="password"
      type="password"
      label="Votre mot de passe, pour signer"
      hint={hint ?? `Il est vérifié, jamais gardé. ${signedAs(act)}`}
      autocomplete="current-password"
      width="medium"
      required
      problems={problems}
    />
  );
}

/** What a signed act records of the signer: an officer's name where papers print it, a number elsewhere. */
function signedAs(act: SignedAct): string {
  const authority = AUTHORITY[act];
  if (!authority) return 'Votre numéro d’opérateur et l’heure sont notés.';
  return authority.needed
    ? 'Le document porte l’heure, le nom et la qualité de la personne autorisée qui signe.'
    : 'Le document porte l’heure, et votre nom si votre organisation vous a inscrit parmi ceux qui signent ; sinon, votre numéro d’opérateur.';
}

interface SigningProps {
  readonly act: SignedAct;
  readonly problems?: FieldProblem[] | undefined;
  readonly hint?: string;
}

function ago(at: string): string {
  const minutes = Math.floor((clock.ms() - Date.parse(at)) / 60_000);
  return minutes < 1 ? 'à l’instant' : `il y a ${minutes} min`;
}
