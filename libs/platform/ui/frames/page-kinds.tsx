import type { ComponentChildren } from 'preact';
import { Code, Counts, Notice } from '../content.js';
import { Actions, Form, type FormProps, LinkButton } from '../forms/form.js';
import { formatLongDate } from '../text/format.js';
import { cx } from '../text/html-text.js';
import { FormContext } from '../view-context.js';
import { AppShell } from './app-shell.js';
import { BenchShell } from './bench-shell.js';
import type { Trail } from './wayfinding.js';

type Children = { children?: ComponentChildren };

export function PageHead(props: { title: ComponentChildren; lead?: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="page-head">
      <div>
        <h1>{props.title}</h1>
        {props.lead ? <p class="lead">{props.lead}</p> : null}
      </div>
      {props.action ? <div class="page-action">{props.action}</div> : null}
    </div>
  );
}

/** Greeting, date, counts that lead to lists, then sections. */
export function TodayPage(
  props: Children & {
    firstName: string;
    date: Date;
    timeZone?: string;
    /** Whose things are counted, in words; the reader's by default. */
    whose?: string | undefined;
    counts?: ComponentChildren;
    action?: ComponentChildren;
    /** What is done all day at this desk: above the counts. */
    first?: ComponentChildren;
  },
) {
  return (
    <AppShell title="Aujourd’hui">
      <PageHead
        title={`Bonjour ${props.firstName}`}
        lead={`${formatLongDate(props.date, props.timeZone)} · ${props.whose ?? 'ce qui vous attend'}`}
        action={props.action}
      />
      {props.first}
      {props.counts ? <Counts>{props.counts}</Counts> : null}
      {props.children}
    </AppShell>
  );
}

/** One thing: its name and state on top, history on the left, the next step on the right (first on a phone). */
export function ThingPage(
  props: Children & {
    title: string;
    trail: Trail;
    /** Of the page: a Code, a name. The title by default. */
    heading?: ComponentChildren;
    lead?: ComponentChildren;
    state?: ComponentChildren;
    /** What it is, where and with whom: beside the next step, on the first screen. The rest follows in two equal columns. */
    now?: ComponentChildren;
    /** The card "Prochaine étape": a sentence and buttons. */
    next?: ComponentChildren;
    nextTitle?: string;
    /** Cards under the next step. */
    aside?: ComponentChildren;
    refreshSeconds?: number;
  },
) {
  return (
    <AppShell title={props.title} trail={props.trail} refreshSeconds={props.refreshSeconds}>
      <PageHead title={props.heading ?? props.title} lead={props.lead} action={props.state} />
      <div class={cx('thing', props.now ? 'told' : !(props.next || props.aside) && 'alone')}>
        {props.now ? <section class="card thing-now">{props.now}</section> : null}
        {props.next ? (
          <section class="card next-step">
            <h2>{props.nextTitle ?? 'Prochaine étape'}</h2>
            {props.next}
          </section>
        ) : null}
        <div class="thing-main">{props.children}</div>
        {props.aside ? <div class="thing-aside">{props.aside}</div> : null}
      </div>
    </AppShell>
  );
}

/** A form of daily work, in one readable column, with its way back. */
export function FormPage(
  props: Children & {
    title: string;
    lead?: ComponentChildren;
    trail?: Trail;
    aside?: ComponentChildren;
    refreshSeconds?: number;
  },
) {
  const { refreshSeconds } = props;
  return (
    <AppShell title={props.title} trail={props.trail} refreshSeconds={refreshSeconds}>
      <div class="form-page">
        <PageHead title={props.title} lead={props.lead} />
        <div class="form-body">{props.children}</div>
        {props.aside}
      </div>
    </AppShell>
  );
}

/** A page that is one form: fields, the button that does it, and the way back. */
export function AskPage({
  children,
  intro,
  bench,
  ...props
}: Parameters<typeof FormPage>[0] &
  FormProps &
  Required<Pick<FormProps, 'does' | 'back'>> & {
    intro?: ComponentChildren;
    bench?: { readonly code: string; readonly helpHref: string } | undefined;
  }) {
  const { title, lead, trail, aside, ...form } = props;
  const asked = (
    <>
      {intro}
      <Form {...form}>{children}</Form>
    </>
  );
  if (bench)
    return (
      <BenchShell title={title} {...bench}>
        <PageHead title={title} lead={lead} />
        {asked}
      </BenchShell>
    );
  return (
    <FormPage title={title} lead={lead} trail={trail} aside={aside}>
      {asked}
    </FormPage>
  );
}

/** A secret, shown this once. */
export function SecretPage(
  props: Children & {
    title: string;
    lead: string;
    /** The pages above it. */
    from: Trail;
    /** None where it was shown already. */
    secret: string | undefined;
    /** What to do then, if one has it no more. */
    otherwise: string;
    back: string;
  },
) {
  return (
    <FormPage title={props.title} lead={props.lead} trail={[...props.from, { label: props.title }]}>
      {props.secret ? (
        <Notice tone="attention" title="À copier maintenant : on ne pourra plus le revoir.">
          <Code>{props.secret}</Code>
        </Notice>
      ) : (
        <Notice tone="info" title="Déjà montré">
          On ne le voit qu’une fois. Si vous ne l’avez plus, {props.otherwise}.
        </Notice>
      )}
      {props.children}
      <Actions>
        <LinkButton href={props.back}>Continuer</LinkButton>
      </Actions>
    </FormPage>
  );
}

/** Figures: filters in the URL, then charts and tables. `action` is the document with slides. */
export function FiguresPage(
  props: Children & {
    title: string;
    lead?: ComponentChildren;
    action?: ComponentChildren;
    filters?: ComponentChildren;
    /** Where the filters are asked, when these figures are shown elsewhere too. */
    address?: string;
    counts?: ComponentChildren;
  },
) {
  return (
    <AppShell title={props.title}>
      <PageHead title={props.title} lead={props.lead} action={props.action} />
      {props.filters ? (
        <form class="filters" method="get" action={props.address} aria-label="Choisir les chiffres">
          <FormContext.Provider value={{ asks: true }}>
            <div class="filter-fields">{props.filters}</div>
          </FormContext.Provider>
          <div class="filter-actions">
            <button type="submit" class="button secondary">
              Afficher
            </button>
          </div>
        </form>
      ) : null}
      {props.counts ? <Counts>{props.counts}</Counts> : null}
      {props.children}
    </AppShell>
  );
}
