import type { ComponentChildren } from 'preact';
import { Icon } from './icon.js';
import type { IconName } from './icon-names.js';
import { formatNumber, formatPercent } from './text/format.js';
import { cx } from './text/html-text.js';
import { useView } from './view-context.js';

export type Tone = 'info' | 'ok' | 'attention' | 'alert' | 'neutral';

const TONE_ICON: Record<Tone, IconName> = {
  info: 'info',
  ok: 'circle-check',
  attention: 'hourglass',
  alert: 'triangle-alert',
  neutral: 'circle',
};

/** A state, in one or two words: always with a pictogram, never colour alone. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ComponentChildren;
}) {
  return (
    <span class={cx('badge', tone)}>
      <Icon name={icon ?? TONE_ICON[tone]} />
      <span>{children}</span>
    </span>
  );
}

/** The badge of a state that says its words. */
export const BadgeOf = ({ label, tone, icon }: { label: string; tone: Tone; icon: IconName }) => (
  <Badge tone={tone} icon={icon}>
    {label}
  </Badge>
);

interface BlockProps {
  title?: ComponentChildren;
  actions?: ComponentChildren;
  id?: string;
  children?: ComponentChildren;
}

function Block({ title, actions, id, children, kind }: BlockProps & { kind: string }) {
  return (
    <section class={kind} id={id}>
      {title || actions ? (
        <div class="block-head">
          {title ? <h2>{title}</h2> : <span />}
          {actions ? <div class="block-actions">{actions}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}

export const Card = (props: BlockProps) => <Block kind="card" {...props} />;

/** A part of a page with its title, without a card's frame. */
export const Section = (props: BlockProps) => <Block kind="section" {...props} />;

/** Name and value, line by line. An empty value is left out. */
export function Facts({ facts }: { facts: [label: string, value: ComponentChildren][] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A message in the page. `alert` is announced at once; the others are read in their turn. */
export function Notice(props: {
  tone?: Tone;
  icon?: IconName;
  title?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const tone = props.tone ?? 'info';
  return (
    <div class={cx('notice', tone)} role={tone === 'alert' ? 'alert' : undefined}>
      <Icon name={props.icon ?? TONE_ICON[tone]} />
      <div>
        {props.title ? <strong>{props.title} </strong> : null}
        {props.children}
      </div>
    </div>
  );
}

export function Empty(props: {
  icon?: IconName;
  title: string;
  children?: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <span class="picto">
        <Icon name={props.icon ?? 'package-open'} />
      </span>
      <p class="empty-title">{props.title}</p>
      {props.children ? <div class="empty-text">{props.children}</div> : null}
      {props.action ? <div class="actions">{props.action}</div> : null}
    </div>
  );
}

/** A device code or a serial number: spaced, never broken, never translated. */
export const Code = ({ children, big }: { children: ComponentChildren; big?: boolean }) => (
  <span
    class={cx('code', big && 'big', typeof children === 'string' && children.length > 14 && 'long')}
    translate={false}
  >
    {children}
  </span>
);

const CODES = /(\b[A-Z]{1,3}(?:-[0-9A-Z]{3,}){1,3}\b)/;

/** Text in which no code breaks at its hyphens: « don D-2026-0013 ». */
export const WithCodes = ({ text }: { text: string }) => (
  <>{text.split(CODES).map((part, i) => (i % 2 ? <span class="whole">{part}</span> : part))}</>
);

/** A number that leads to its list. `hint` says in words what the tone means ("le plus ancien : 9 jours"). */
export function CountCard(props: {
  count: number;
  label: string;
  hint?: string;
  href: string;
  tone?: 'attention' | 'alert';
}) {
  return (
    <a class={cx('count-card', props.tone)} href={props.href}>
      <span class="count">{formatNumber(props.count)}</span>
      {props.tone ? (
        <span class="count-mark">
          <Icon name={TONE_ICON[props.tone]} />
        </span>
      ) : null}
      <span class="count-label">{props.label}</span>
      {props.hint ? <span class="count-hint">{props.hint}</span> : null}
    </a>
  );
}

export const Counts = ({ children }: { children: ComponentChildren }) => <div class="counts">{children}</div>;

export const TicketNumber = ({ label, number }: { label: string; number: string }) => (
  <p class="ticket">
    {label}
    <span class="ticket-number" translate={false}>
      {number}
    </span>
  </p>
);

const DOWNLOAD_STATES = {
  pending: { tone: 'attention', label: 'en préparation' },
  ready: { tone: 'attention', label: 'en préparation' },
  failed: { tone: 'alert', label: 'échec' },
  erased: { tone: 'neutral', label: 'effacé' },
} as const;

/** A document: pending (since when, where no worker is alive), ready, failed or erased. */
export function DownloadLink(props: {
  state: 'pending' | 'ready' | 'failed' | 'erased';
  href?: string;
  label: string;
  about?: string;
}) {
  const { backgroundStopped } = useView();
  if (props.state === 'ready' && props.href) {
    return (
      <a class="download" href={props.href}>
        <Icon name="download" />
        <span>
          <WithCodes text={props.label} />
          {props.about ? <span class="download-about"> ({props.about})</span> : null}
        </span>
      </a>
    );
  }
  const { tone, label } = DOWNLOAD_STATES[props.state];
  return (
    <span class="download off">
      <Icon name="file-text" />
      <span>
        <WithCodes text={props.label} />
      </span>
      <Badge tone={tone}>
        {props.state === 'pending' && backgroundStopped ? `à l’arrêt depuis le ${backgroundStopped}` : label}
      </Badge>
    </span>
  );
}

export function Disclosure({
  summary,
  open,
  class: extra,
  children,
}: {
  summary: string;
  open?: boolean;
  class?: string;
  children: ComponentChildren;
}) {
  return (
    <details class={cx('disclosure', extra)} open={open}>
      <summary>
        <Icon name="chevron-down" />
        <span>{summary}</span>
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}

export const Picto = ({ icon }: { icon: IconName }) => (
  <span class="picto">
    <Icon name={icon} />
  </span>
);

/** A title as one sentence, to be read from the back of a room. */
export const Headline = ({ children, lead }: { children: ComponentChildren; lead?: ComponentChildren }) => (
  <>
    <h1 class="headline">{children}</h1>
    {lead ? <p class="lead">{lead}</p> : null}
  </>
);

export const SideBySide = ({ children }: { children: ComponentChildren }) => <div class="side-by-side">{children}</div>;

export const Counted = ({ of }: { of: readonly (readonly [name: string, count: string])[] }) => (
  <ul class="place-list">
    {of.map(([name, count]) => (
      <li key={name}>
        <span>{name}</span>
        <strong>{count}</strong>
      </li>
    ))}
  </ul>
);

/** Who did it: by name inside the reader's own organisation, by number everywhere else. */
export function Operator({ number }: { number: number }) {
  return <>{useView().colleagues?.[number] ?? `opérateur n°\u00a0${number}`}</>;
}

/** After a date: « , opérateur n° 1001 »; nothing where nobody is known. */
export const By = ({ number }: { number: number | null }) =>
  number ? (
    <>
      , <Operator number={number} />
    </>
  ) : null;

/** `Operator` with their organisation, as far as either is known. */
export function Who({ operatorNumber, organisation }: { operatorNumber: number | null; organisation?: string | null }) {
  return (
    <>
      {operatorNumber ? <Operator number={operatorNumber} /> : null}
      {operatorNumber && organisation ? ', ' : null}
      {organisation}
    </>
  );
}

/** How far a long work of a known size is, in words and as a bar. @param label what is counted: « Appareils enregistrés » */
export const HowFar = ({ done, total, label }: { done: number; total: number; label: string }) => (
  <p class="how-far" role="status">
    <span>
      {label} : {formatNumber(done)} sur {formatNumber(total)} ({formatPercent(total ? done / total : 0)})
    </span>
    {total ? <progress max={total} value={done} aria-label={label} /> : null}
  </p>
);
