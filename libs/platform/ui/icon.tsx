import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/kernel';
import { ICON_NAMES, type IconName } from './icon-names.js';
import { Markup, useContext } from './render.js';
import { type Encoded, encoded, escapeHtml } from './text/html-text.js';
import { HeadContext, InRows } from './view-context.js';

const folder = join(packageRoot(), 'node_modules/lucide-static/icons');

const bodies = new Map<string, string>(
  ICON_NAMES.map((name) => {
    const svg = readFileSync(join(folder, `${name}.svg`), 'utf8');
    const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
    return [name, inner.replace(/\s*\n\s*/g, '')];
  }),
);

/** The shapes inside a pictogram (24 × 24, strokes), for pages, labels and PDFs. */
export const iconBody = (name: IconName): string => bodies.get(name)!;

const drawn = new Map<string, Encoded>();

/** A pictogram beside a word; never alone, so it is hidden from screen readers. In the rows of a table it only refers to its shapes. */
export function Icon({ name, class: extra }: { name: IconName; class?: string }) {
  const inRows = useContext(InRows);
  if (inRows) useContext(HeadContext).pictograms.add(name);
  const key = `${name} ${extra ?? ''} ${inRows}`;
  let svg = drawn.get(key);
  if (svg === undefined) {
    const names = extra ? `icon ${escapeHtml(extra)}` : 'icon';
    svg = encoded(
      inRows
        ? `<svg class="${names}" aria-hidden="true"><use href="#${idOf(name)}"/></svg>`
        : `<svg class="${names}" viewBox="0 0 24 24" aria-hidden="true">${iconBody(name)}</svg>`,
    );
    drawn.set(key, svg);
  }
  return <Markup html={svg} />;
}

const idOf = (name: IconName): string => `icon-${name}`;

export const Pictograms = ({ names }: { names: ReadonlySet<IconName> }) =>
  names.size ? (
    <svg hidden aria-hidden="true">
      {[...names].map((name) => (
        <symbol key={name} id={idOf(name)} viewBox="0 0 24 24">
          <Markup html={encoded(iconBody(name))} />
        </symbol>
      ))}
    </svg>
  ) : null;
