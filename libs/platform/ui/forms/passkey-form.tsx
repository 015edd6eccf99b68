import type { ComponentChildren } from 'preact';
import { Icon } from '../icon.js';
import { useContext } from '../render.js';
import { HeadContext } from '../view-context.js';
import type { FieldProblem } from './field-parts.js';
import { HiddenField } from './fields.js';
import { Actions, Button, type ButtonLook, Form } from './form.js';

/** A form that a passkey of this device fills in: posts `answer`. There only where the page's script can ask for one. */
export function PasskeyForm(props: {
  action: string;
  /** What the browser is asked for, as WebAuthn writes it. */
  options: object;
  /** It makes a new one instead of using one. */
  makes?: boolean;
  label: string;
  look?: ButtonLook;
  problems?: FieldProblem[] | undefined;
  children?: ComponentChildren;
}) {
  useContext(HeadContext).scripts.add('passkey');
  return (
    <div data-passkey={JSON.stringify(props.options)} data-makes={props.makes ? '' : undefined} hidden>
      <Form action={props.action} problems={props.problems}>
        {props.children}
        <HiddenField name="answer" value="" />
        <p class="field-error" role="alert" data-part="passkey-said" hidden>
          <Icon name="circle-alert" />
          <span>Votre appareil n’a pas confirmé. Recommencez, ou choisissez une autre façon.</span>
        </p>
        <Actions>
          <Button type="button" part="passkey" look={props.look ?? 'secondary'} icon="key-round">
            {props.label}
          </Button>
        </Actions>
      </Form>
    </div>
  );
}
