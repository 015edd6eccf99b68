import type { ComponentChildren } from 'preact';

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
