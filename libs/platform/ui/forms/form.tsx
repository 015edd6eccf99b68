import type { ComponentChildren } from 'preact';
import { Icon } from '../icon.js';
import type { IconName } from '../icon-names.js';
import { useContext } from '../render.js';
import { cx } from '../text/html-text.js';
import { FormContext, OnlyReads, useHead, useLeads, useView } from '../view-context.js';
import { type FieldProblem, fieldId } from './field-parts.js';
import { HiddenField } from './fields.js';

/** The nth key of a page: still a uuid, and different for each form, so that two forms of a page never share one. */
export function nthKey(formKey: string, n: number): string {
  const tail = (Number.parseInt(formKey.slice(-4), 16) ^ n).toString(16).padStart(4, '0');
  return formKey.slice(0, -4) + tail;
}

export interface FormProps {
  action: string;
  /** Shown as the summary on top, with links to the fields, and beside each field. */
  problems?: FieldProblem[];
  values?: Readonly<Record<string, string>>;
  multipart?: boolean;
  /** Another key than the page's, e.g. the one that came back with the values. */
  formKey?: string;
  id?: string;
  class?: string;
  /** Nothing is scanned into it: the page's script takes out what a scanner types, and Enter sends from the password alone. */
  byHand?: boolean;
  /** It stands around a list: who may not send it reads the list, without boxes and buttons. */
  list?: boolean;
  /** Its button, at the end. */
  does?: FormDoes | undefined;
  /** The way back beside it: « Annuler », unless it says otherwise. */
  back?: { readonly href: string; readonly label?: string } | undefined;
  children: ComponentChildren;
}

export interface FormDoes {
  readonly label: ComponentChildren;
  readonly icon?: IconName | undefined;
  readonly look?: ButtonLook | undefined;
  readonly wide?: boolean;
}

/**
 * A form that writes, shown to whoever may send it: posts the active organisation (`_org`), an idempotency key (`_key`), and a mark that it was shown
 * (`_shown`).
 */
export function Form(props: FormProps) {
  const view = useView();
  const head = useHead({});
  if (props.byHand) head.scripts.add('stray-scan');
  if (!useLeads('POST', props.action))
    return props.list ? <OnlyReads.Provider value={true}>{props.children}</OnlyReads.Provider> : null;
  const shown = view.shown?.(props.action);
  const key = props.formKey ?? nthKey(view.formKey, head.forms++);
  return (
    <form
      method="post"
      action={props.action}
      id={props.id}
      class={cx('form', props.class)}
      encType={props.multipart ? 'multipart/form-data' : undefined}
      noValidate
      data-once
      data-by-hand={props.byHand ? '' : undefined}
    >
      {view.organisationId ? <HiddenField name="_org" value={view.organisationId} /> : null}
      <HiddenField name="_key" value={key} />
      {shown ? <HiddenField name="_shown" value={shown} /> : null}
      <ErrorSummary problems={props.problems} />
      <FormContext.Provider value={{ problems: props.problems, values: props.values }}>
        {props.children}
        {props.does ? (
          <Actions>
            {view.settingUp ? (
              <Button name="_suite" value="oui" icon="arrow-right" wide={props.does.wide}>
                {props.does.label} et continuer
              </Button>
            ) : null}
            <Button icon={props.does.icon} look={view.settingUp ? 'secondary' : props.does.look} wide={props.does.wide}>
              {props.does.label}
            </Button>
            {props.back ? (
              <LinkButton look="quiet" href={props.back.href}>
                {props.back.label ?? 'Annuler'}
              </LinkButton>
            ) : null}
          </Actions>
        ) : null}
      </FormContext.Provider>
    </form>
  );
}

/** The problems on top of the form, each with a link to its field. */
export function ErrorSummary({ problems }: { problems?: FieldProblem[] }) {
  const wrong = Boolean(problems?.length);
  useHead(wrong ? { wrong } : {});
  if (!problems?.length) return null;
  const title = problems.every(isLockedOut)
    ? LOCKED_OUT
    : problems.length === 1
      ? 'Il y a un point à corriger'
      : `Il y a ${problems.length} points à corriger`;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} data-focus>
      <Icon name="circle-alert" />
      <div>
        <p class="error-summary-title">{title}</p>
        <ul>
          {problems.map((problem) => (
            <li key={problem.field + problem.code}>
              {leadOf(problem) ? <a href={leadOf(problem)}>{problem.message}</a> : problem.message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

const leadOf = ({ href, field }: FieldProblem): string | undefined =>
  href ?? (field ? `#${fieldId(field)}` : undefined);

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonProps {
  look?: ButtonLook;
  icon?: IconName;
  iconAfter?: IconName;
  wide?: boolean;
  /** The name by which the page's script finds it. */
  part?: string;
  act?: string;
  children: ComponentChildren;
}

const inside = (props: ButtonProps) => (
  <>
    {props.icon ? <Icon name={props.icon} /> : null}
    <span class="button-text">{props.children}</span>
    {props.iconAfter ? <Icon name={props.iconAfter} /> : null}
  </>
);

/** Sends its form (default), or with `name`/`value` says which button was pressed. */
export function Button(
  props: ButtonProps & {
    type?: 'submit' | 'button';
    name?: string;
    value?: string;
    disabled?: boolean;
    form?: string;
    formAction?: string;
  },
) {
  if (useContext(OnlyReads)) return null;
  return (
    <button
      type={props.type ?? 'submit'}
      class={cx('button', props.look ?? 'primary', props.wide && 'wide')}
      name={props.name}
      value={props.value}
      disabled={props.disabled}
      form={props.form}
      formAction={props.formAction}
      data-part={props.part}
      data-act={props.act}
    >
      {inside(props)}
    </button>
  );
}

/**
 * What Enter in a field presses: browsers press the first button of a form. Stands before a button that sends the form elsewhere,
 * or says more than that it is sent; pointers, the keyboard's order and readers pass it by.
 */
export const EnterSends = () =>
  useContext(OnlyReads) ? null : <button type="submit" class="sr" tabIndex={-1} aria-hidden="true" />;

/** A link that looks like a button. Absent for whom it would lead to a refusal. */
export function LinkButton(props: ButtonProps & { href: string; newTab?: boolean }) {
  if (!useLeads('GET', props.href)) return null;
  return (
    <a
      href={props.href}
      class={cx('button', props.look ?? 'secondary', props.wide && 'wide')}
      data-part={props.part}
      data-act={props.act}
      target={props.newTab ? '_blank' : undefined}
      rel={props.newTab ? 'noreferrer' : undefined}
    >
      {inside(props)}
    </a>
  );
}

/** A link to an action, in a sentence or a cell; `otherwise` for whoever may not do it. */
export function DoLink(props: { href: string; children: ComponentChildren; otherwise?: ComponentChildren }) {
  if (!useLeads('GET', props.href)) return <>{props.otherwise ?? null}</>;
  return <a href={props.href}>{props.children}</a>;
}

export const MaySend = ({ to, children }: { to: string; children: ComponentChildren }) =>
  useLeads('POST', to) ? children : null;

/** A row of buttons: the main one first. `stack` puts them one under the other, full width. */
export function Actions({ children, stack }: { children: ComponentChildren; stack?: boolean }) {
  return <div class={cx('actions', stack && 'stack')}>{children}</div>;
}

export const LOCKED_OUT = 'Trop d’essais';

export const isLockedOut = ({ code }: { readonly code: string }): boolean => code.endsWith('_throttled');

/** A button that posts and nothing else: no field, one action. */
export function PostButton(props: {
  action: string;
  label: string;
  look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: IconName;
  wide?: boolean;
  fields?: Record<string, string>;
}) {
  return (
    <Form action={props.action} class="post-button">
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      <Button look={props.look ?? 'secondary'} icon={props.icon} wide={props.wide}>
        {props.label}
      </Button>
    </Form>
  );
}
