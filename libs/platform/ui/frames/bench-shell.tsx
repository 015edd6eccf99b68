import type { ComponentChildren } from 'preact';
import { Code } from '../content.js';
import { Icon } from '../icon.js';
import { useHead, useLeads, useView } from '../view-context.js';
import { BackgroundStopped, Flash } from './page-frame.js';

/** The tablet of a workshop: who works, which device, help; then one step. */
export function BenchShell(props: {
  title: string;
  /** Where the name leads: the tiles, to change hands. */
  personHref?: string;
  code?: string;
  /** Help is asked for a device; without one it is absent. */
  helpHref?: string;
  /** A page beside the steps: the bar leads back to the queue. */
  back?: boolean;
  top?: ComponentChildren;
  foot?: ComponentChildren;
  refreshSeconds?: number;
  children: ComponentChildren;
}) {
  const { person, bank } = useView();
  const helps = useLeads('GET', props.helpHref ?? '#') && props.helpHref !== undefined;
  useHead({ title: props.title, shell: 'bench', refreshSeconds: props.refreshSeconds });
  return (
    <div class="bench-frame">
      <header class="bench-bar">
        {person ? (
          <a href={props.personHref ?? '/atelier'} class="bench-who">
            <Icon name="user" />
            <span>{person.name}</span>
          </a>
        ) : (
          <span class="bench-who">{bank.name}</span>
        )}
        {props.back ? (
          <a href="/atelier" class="bench-who">
            <Icon name="wrench" />
            <span>Atelier</span>
          </a>
        ) : props.code ? (
          <Code>{props.code}</Code>
        ) : (
          <span />
        )}
        {helps ? (
          <a href={props.helpHref} class="bench-help">
            <Icon name="life-buoy" />
            <span>Aide</span>
          </a>
        ) : (
          <span />
        )}
      </header>
      {props.top}
      <main id="contenu" tabIndex={-1} class="bench-main">
        <Flash />
        {props.refreshSeconds ? <BackgroundStopped /> : null}
        {props.children}
      </main>
      {props.foot}
    </div>
  );
}

/** The device's step of so many: drawn as segments, said in words. */
export function BenchProgress({ done, total }: { done: number; total: number }) {
  return (
    <div class="segments" role="img" aria-label={`Étape ${Math.min(done + 1, total)} sur ${total}`}>
      {Array.from({ length: total }, (_, index) => (
        <span key={index} class={index < done ? 'done' : index === done ? 'now' : undefined} />
      ))}
    </div>
  );
}

/** Reads the text of the element `#target` aloud. Shown only where the tablet can speak. */
export function ReadAloud({ target = 'contenu' }: { target?: string }) {
  return (
    <button type="button" class="button secondary" data-read={target} hidden>
      <Icon name="volume-2" />
      <span>Lire à voix haute</span>
    </button>
  );
}
