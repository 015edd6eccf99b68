import type { ComponentChildren } from 'preact';

/** What a page says first, to be read from the back of a room: the title as one sentence, and what follows from it. */
export const Headline = ({ children, lead }: { children: ComponentChildren; lead?: ComponentChildren }) => (
  <>
    <h1 class="headline">{children}</h1>
    {lead ? <p class="lead">{lead}</p> : null}
  </>
);

/** Two cards beside each other where there is room. */
export const SideBySide = ({ children }: { children: ComponentChildren }) => <div class="side-by-side">{children}</div>;

/** Names, and how many of each. */
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
