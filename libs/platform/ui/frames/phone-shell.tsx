import type { ComponentChildren } from 'preact';
import { Icon } from '../icon.js';
import type { IconName } from '../icon-names.js';
import { cx } from '../text/html-text.js';
import { useHead, useView } from '../view-context.js';
import { Flash, Footer, Mark, OfflineNotice } from './page-frame.js';

/** One question per page: a thin bar, the question, the answer. For beneficiaries and collection points. */
export function PhoneShell(props: {
  title: string;
  bar?: string;
  barIcon?: IconName;
  barHref?: string;
  progress?: string;
  /** The page as a phone stores it: it counts what is kept, whoever it is for. */
  stored?: boolean;
  /** More than one question: it may be as wide as a desk reads. */
  wide?: boolean;
  /** Where the browser redirects itself at once. */
  leadsTo?: string;
  children: ComponentChildren;
}) {
  const view = useView();
  useHead({ title: props.title, shell: 'phone', leadsTo: props.leadsTo });
  const bar = (
    <>
      {props.barIcon ? <Icon name={props.barIcon} /> : <Mark />}
      <span>{props.bar ?? view.bank.name}</span>
    </>
  );
  return (
    <div class={cx('phone-frame', props.wide && 'wide')}>
      <header class="bar">
        {props.barHref ? (
          <a class="bar-name" href={props.barHref}>
            {bar}
          </a>
        ) : (
          <p class="bar-name">{bar}</p>
        )}
        {props.progress ? <p class="bar-progress">{props.progress}</p> : null}
      </header>
      <main id="contenu" tabIndex={-1}>
        <OfflineNotice alone={props.stored} />
        <Flash />
        {props.children}
      </main>
      <Footer />
    </div>
  );
}
