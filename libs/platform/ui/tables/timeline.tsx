import type { ComponentChildren } from 'preact';
import type { Tone } from '../content.js';
import { Icon } from '../icon.js';
import type { IconName } from '../icon-names.js';
import { formatDate, formatDateTime } from '../text/format.js';
import { cx } from '../text/html-text.js';

export const Timeline = ({ children }: { children: ComponentChildren }) => <ol class="timeline">{children}</ol>;

export function TimelineItem(props: {
  icon: IconName;
  title: ComponentChildren;
  detail?: ComponentChildren;
  at: Date | string;
  timeZone?: string;
  /** Only the day is known, or not even that. */
  when?: 'day' | 'unknown';
  meta?: ComponentChildren[];
  tone?: Tone;
  children?: ComponentChildren;
}) {
  const at = new Date(props.at);
  return (
    <li class={cx('timeline-item', props.tone)}>
      <span class="timeline-dot">
        <Icon name={props.icon} />
      </span>
      <div>
        <p>
          <strong>{props.title}</strong>
          {props.detail ? <> · {props.detail}</> : null}
        </p>
        <p class="meta">
          {props.when === 'unknown' ? (
            'date non connue'
          ) : (
            <time dateTime={at.toISOString()}>
              {props.when === 'day' ? formatDate(at, props.timeZone) : formatDateTime(at, props.timeZone)}
            </time>
          )}
          {(props.meta ?? []).filter(Boolean).map((part) => (
            <> · {part}</>
          ))}
        </p>
        {props.children}
      </div>
    </li>
  );
}
