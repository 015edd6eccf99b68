import { DEMO_PASSWORD } from '#bank/demo';
import { drawnSignature } from '../../fixtures/drawn-signature.js';
import type { Visitor } from '../browser/visitor.js';
import { formsOf, type PageField, type PageForm } from '../planted/page-forms.js';
import { multipart } from '../servers/multipart.js';

/** What somebody types where a page asks for words, by the name of the field. */
export type Typed = Readonly<Record<string, string>>;

interface Sent {
  readonly at: string;
  readonly form: PageForm;
  readonly typed: Typed;
  /** With each other answer of each choice too. */
  readonly all: boolean;
}

export interface Fault {
  readonly who: string;
  readonly at: string;
  readonly pressed: string;
  readonly status: number;
  readonly said: string;
}

/** Of one choice, so many answers are given, each in a press of its own. */
const ANSWERS = 8;
const LINK = /<a\b[^>]*?\shref="(\/[^"#]*)/g;
/** A form that looks something up, before there is anything to press. */
const LOOKS_UP = /<form\b[^>]*method="get"[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g;
const FIELD = /<(?:input|select|textarea)\b[^>]*\bname="([^"]*)"[^>]*>/g;
const PLAUSIBLE: Typed = {
  date: '2099-06-01',
  'datetime-local': '2099-06-01T10:00',
  time: '10:00',
  number: '3',
  email: 'essai@exemple.fr',
  tel: '06 11 22 33 44',
  password: DEMO_PASSWORD,
};
/** What is typed wherever it is asked for. */
const ALWAYS: Typed = {
  commune: 'Bagneux (92)',
  signature: `data:image/png;base64,${drawnSignature().toString('base64')}`,
};
/** A picture of one point, for whatever file is asked for. */
const FILE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Presses every button that a thing's pages offer to somebody, and remembers what answered with an error. */
export class Presser {
  presses = 0;
  readonly faults: Fault[] = [];
  /** Of each address, without which thing it is about, how often what was pressed there was done. */
  readonly done = new Map<string, number>();

  /** Forms that somebody has sent with every answer: others send them as they stand, and filled in. */
  private readonly answered = new Set<string>();

  /** @param addresses the pages of the thing; whatever they lead to below them is of the thing too */
  async press(who: string, visitor: Visitor, addresses: readonly string[], typed: Typed = {}): Promise<void> {
    const waiting = [...addresses];
    const seen = new Set<string>();
    const sent = new Set<string>();
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const page = await visitor.get(at);
      this.judge(who, at, 'the page', page);
      if (page.status !== 200 || !/html/.test(String(page.headers['content-type']))) continue;
      const below = (address: string) => addresses.some((own) => `${address.split('?')[0]}/`.startsWith(`${own}/`));
      const links = [...page.text.matchAll(LINK)].map(([, href]) => href!.replaceAll('&amp;', '&'));
      waiting.push(...[...links, ...lookUps(page.text, typed)].filter(below));
      for (const form of formsOf(page.text, at)) {
        const one = `${form.action} ${form.fields.map(({ name, value, type }) => (/hidden|submit/.test(type) && !name.startsWith('_') ? `${name}=${value}` : name)).join()}`;
        if (sent.has(one) || !below(form.action)) continue;
        sent.add(one);
        const all = this.answered.size < this.answered.add(one).size;
        await this.send(who, visitor, { at, form, typed, all });
      }
    }
  }

  /** As it stands, filled in, and with each other answer of each choice. */
  private async send(who: string, visitor: Visitor, { at, form, typed, all }: Sent): Promise<void> {
    const filled = filledIn(form.fields, { ...ALWAYS, ...typed });
    const others = Object.entries(choicesOf(form.fields)).flatMap(([name, values]) =>
      values.slice(0, ANSWERS).map((value) => ({ ...filled, [name]: value })),
    );
    for (const fields of [{}, filled, ...(all ? others : [])]) {
      this.presses += 1;
      const hidden = Object.fromEntries(
        form.fields
          .filter(({ type, name }) => type === 'hidden' && name && name !== '_key')
          .map((f) => [f.name, f.value]),
      );
      const answer = form.multipart
        ? await visitor.send('POST', form.action, multipart('file', 'essai.png', FILE, one({ ...hidden, ...fields })))
        : await visitor.post(form.action, { ...hidden, ...fields });
      const route = form.action.replace(
        /\/[0-9a-f-]{36}|\/(SUP-)?[2-9A-HJKMNP-Z]{4}-?[2-9A-HJKMNP-Z]{3}(?=\/|$)/g,
        '/:',
      );
      this.done.set(route, (this.done.get(route) ?? 0) + (answer.status === 303 ? 1 : 0));
      this.judge(who, at, `${form.action} ${JSON.stringify(fields).slice(0, 300)}`, answer);
    }
  }

  private judge(who: string, at: string, pressed: string, { status, text }: { status: number; text: string }): void {
    if (status >= 500) this.faults.push({ who, at, pressed, status, said: text.replace(/\s+/g, ' ').slice(0, 200) });
  }
}

/** Where forms that look something up lead, for whoever types into each of their fields. */
const lookUps = (html: string, typed: Typed): string[] =>
  [...html.matchAll(LOOKS_UP)].flatMap(([, action, inside]) => {
    const known = [...inside!.matchAll(FIELD)].flatMap(([, name]) => (typed[name!] ? [[name!, typed[name!]!]] : []));
    return known.length ? [`${action}?${new URLSearchParams(known)}`] : [];
  });

const one = (fields: Record<string, string | string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()[0] ?? '']));

function filledIn(fields: readonly PageField[], typed: Typed): Record<string, string | string[]> {
  const filled: Record<string, string | string[]> = {};
  for (const { name, type, value, options } of fields) {
    if (!name || name.startsWith('_') || type === 'file' || (type === 'hidden' && !typed[name])) continue;
    if (type === 'select') filled[name] = value || (options.find(Boolean) ?? '');
    else if (/^radio/.test(type)) filled[name] ??= value;
    else if (/^checkbox/.test(type)) filled[name] = name in filled ? [filled[name]!, value].flat() : value;
    else if (type === 'submit') filled[name] ??= value;
    else filled[name] = typed[name] ?? (value || PLAUSIBLE[type] || 'Essai');
  }
  return filled;
}

function choicesOf(fields: readonly PageField[]): Record<string, string[]> {
  const choices: Record<string, string[]> = {};
  for (const { name, type, value, options } of fields) {
    if (!name || name.startsWith('_')) continue;
    if (type === 'select') choices[name] = options.filter(Boolean).slice(1);
    else if (/^radio/.test(type) || type === 'submit') choices[name] = [...(choices[name] ?? []), value];
  }
  return choices;
}
