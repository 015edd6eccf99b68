import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { PassedLooks } from '../counting/passed-looks.js';

const CONTRAST = 'color-contrast';
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  configure(spec: object): void;
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/**
 * Looks at pages with axe: each shape of a page's main part, and of the frame around it, at each width once in a run of the tests, since
 * what differs by its words only would be found the same. A shape that has a fault is looked at, and told, every time.
 */
export class AxeEye {
  /** Shapes at their widths, and elements with those around them whose colours were right. */
  private readonly passed = new PassedLooks();

  /**
   * What axe finds wrong with the page as it stands, a line each.
   * @param without rules that need not be asked here. The contrast of colours, which takes longer than all others, is asked of those
   * elements alone that were not right before within the same.
   */
  async faultsOf(page: Page, without: readonly string[] = []): Promise<string[]> {
    const { shapes, colours, hasAxe } = await page.evaluate(shapesOf);
    const keysWithout = (rules: readonly string[]) =>
      shapes.map((shape) => `${page.viewportSize()?.width} without ${rules} ${shape}`);
    const isPassed = (key: string): boolean => this.passed.has(key);
    // What was right under all rules is right under fewer.
    if (keysWithout([]).every(isPassed) || keysWithout(without).every(isPassed)) return [];
    // Once a page, whatever its sizes: the program is long.
    if (!hasAxe) await page.evaluate(AXE);
    const fresh = colours.filter((one) => !isPassed(one));
    const left = fresh.length > 0 ? without : [...without, CONTRAST];
    const rules = {
      ...Object.fromEntries(left.map((rule) => [rule, { enabled: false }])),
      // axe does not ask it unless it is told to: what one presses is 24 px wide and high, or stands as far from its neighbours.
      'target-size': { enabled: true },
    };
    const faults = await page.evaluate(
      async ({ options, fresh, contrast }) => {
        const { axe, worded } = globalThis as unknown as { axe: Axe; worded: [Element, string][] };
        for (const [element, colours] of worded) element.toggleAttribute('data-fresh', fresh.includes(colours));
        axe.configure({ rules: [{ id: contrast, selector: '[data-fresh]' }] });
        const { violations } = await axe.run(options);
        return violations.map((v) => `axe ${v.id}: ${v.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
      },
      // Style sheets and sounds are fetched anew for rules that are not asked.
      { options: { resultTypes: ['violations'], preload: false, rules }, fresh, contrast: CONTRAST },
    );
    if (faults.length > 0) return faults;
    this.passed.add([...keysWithout(without), ...(left.includes(CONTRAST) ? [] : fresh)]);
    return faults;
  }
}

/**
 * Run in the page: the elements of its frame and of its main part without their words. Of children that are the same, one is told, and of
 * what refers to another element whether that is there. Everything that a rule of axe asks about stays: roles, states, names that are
 * missing, ids that stand twice.
 */
function shapesOf(): { shapes: readonly string[]; colours: readonly string[]; hasAxe: boolean } {
  const REFERS =
    /^(for|aria-(labelledby|describedby|controls|owns|details|errormessage|activedescendant)|headers|list|form)$/;
  const COUNTS =
    /^(class|role|type|autocomplete|tabindex|scope|lang|dir|hidden|disabled|target|http-equiv|aria-(?!label$|valuetext$|valuenow$).*)$/;
  const ids = new Map<string, number>();
  for (const { id } of document.querySelectorAll('[id]')) ids.set(id, (ids.get(id) ?? 0) + 1);
  const attribute = ({ name, value }: Attr): string => {
    if (REFERS.test(name)) return `${name}:${value.split(/\s+/).every((id) => ids.has(id))}`;
    return COUNTS.test(name) ? `${name}=${value}` : `${name}${value.trim() ? '' : ' empty'}`;
  };
  const main = document.querySelector('main');
  const tell = (node: Node): string => {
    if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE && node.textContent?.trim() ? '…' : '';
    if (/^(script|style)$/i.test(node.tagName)) return '';
    const inside = new Set(Array.from(node.childNodes, (child) => (child === main ? '<main>' : tell(child))));
    const outside = `<${node.tagName} ${[...node.attributes]
      .filter(({ name }) => name !== 'data-fresh')
      .map(attribute)
      .join(' ')}>`;
    return outside + [...inside].join('');
  };
  const headings = Array.from(document.querySelectorAll('h1, h2, h3, h4, h5, h6'), (h) => h.tagName);
  const twice = [...ids.values()].some((n) => n > 1);
  const order = headings.filter((h, n) => h === 'H1' || h !== headings[n - 1]).join(' ');
  const scheme = ['dark', 'light'].find((one) => matchMedia(`(prefers-color-scheme: ${one})`).matches);
  const forced = matchMedia('(forced-colors: active)').matches;
  const paint = `${scheme} ${forced}`;
  const around = `${paint} ${order} ${twice}`;
  // What decides the colour of words: their element, and two around it.
  const look = (el?: Element | null): string => (el ? `${el.tagName}.${el.className}` : '');
  const within = (el: Element): string =>
    `${paint} ${look(el)} < ${look(el.parentElement)} < ${look(el.parentElement?.parentElement)}`;
  const hasWords = (el: Element): boolean => [...el.childNodes].some((n) => n.nodeType === 3 && n.textContent?.trim());
  const worded = [...document.querySelectorAll('body *')]
    .filter(hasWords)
    .map((el): [Element, string] => [el, within(el)]);
  // For the look that follows.
  Object.assign(globalThis, { worded });
  return {
    colours: [...new Set(worded.map(([, colours]) => colours))],
    shapes: [`${around} frame ${tell(document.documentElement)}`, `${around} ${main ? tell(main) : ''}`],
    hasAxe: 'axe' in globalThis,
  };
}
