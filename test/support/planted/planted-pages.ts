import { randomUUID } from 'node:crypto';
import { DiscoveryService } from '@nestjs/core';
import { DEMO_PASSWORD } from '#bank/demo';
import { declaredRoutes, isAgentRequest } from '#platform/http';
import { matrixOf, PEOPLE, type Row } from '../../http/access-matrix.js';
import type { PersonKind } from '../browser/everybody.js';
import type { Seen } from '../browser/visitor.js';
import { bankToday } from '../servers/bank-day.js';
import { multipart } from '../servers/multipart.js';
import type { Params, Things } from '../things/things.js';
import type { World } from '../things/world.js';
import type { Canaries } from './canaries.js';
import { formsOf, type PageField, type PageForm } from './page-forms.js';

/** A form as somebody is shown it. */
interface Shown extends PageForm {
  readonly who: PersonKind;
  readonly route: string;
}

/** Who asks for these ends a session, or proves who they are: nothing of it is kept as words. */
const APART = /^\/(connexion|deconnexion|mot-de-passe|ouvrir)/;
/** No page of a person: files, and what ends the asking session. */
const NO_PAGE = /^\/api\/|\*|\.(pdf|csv|xlsx|ods|zip|zpl|json)$|^\/deconnexion/;
const WORDY = /^(text|search|textarea|email)$/;
/** Which of several pages at an address has a form to fill in. */
const ALSO: Readonly<Record<string, Params>> = { '/appareils/:code/actions/:verb': { verb: 'correct' } };
/** How many pages a form is tried on. */
const TRIES = 3;

/** What a field must say that looks for something or counts, by its name, or by its form's address and its name. */
const MUST_SAY: Readonly<Record<string, string | ((w: World) => string)>> = {
  commune: 'Bagneux (92)',
  '/pannes/nouvelle label': (w) => w.code('first'),
  '/regles/:table days': '30',
  '/gestion/organisations kind': 'structure',
  '/sim/import list': '8933150319000000062',
  columns: '2',
  rows: '4',
  width: '90',
  height: '60',
  left: '10',
  top: '10',
};

/** Sends each form that a page shows to somebody, with a name in every field that takes words. */
export class PlantedPages {
  /** Fields that took a name, as `POST /route field`. */
  readonly taken = new Set<string>();
  /** Fields whose form let none in, whatever else was sent. */
  readonly refused = new Set<string>();
  /** Forms with such fields that could not be sent, and what the last one answered. */
  readonly unsent = new Map<string, string>();
  /** Every form that is sent to a page's address. */
  readonly routes: { readonly path: string; readonly is: RegExp }[];
  /** Those of them that a page showed to somebody. */
  readonly shown = new Set<string>();

  constructor(
    private readonly w: World,
    private readonly canaries: Canaries,
  ) {
    const posts = matrixOf(w.t.app).map(({ route }) => route.split(' ') as [string, string]);
    this.routes = posts
      .filter(([method, path]) => method === 'POST' && !path.startsWith('/api/'))
      .map(([, path]) => ({ path, is: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) }))
      // An address in so many words before one of any.
      .sort((a, b) => b.path.replace(/:\w+/g, '').length - a.path.replace(/:\w+/g, '').length);
  }

  /** @param things what addresses name, out of the demo */
  async walk(things: Readonly<Record<string, Things>>): Promise<void> {
    const shown = new Map<string, Shown[]>();
    for (const row of matrixOf(this.w.t.app)) {
      const [method, path] = row.route.split(' ') as [string, string];
      if (method !== 'GET' || NO_PAGE.test(path)) continue;
      for (const form of await this.formsAt(row, path, things)) {
        const those = shown.get(form.route) ?? [];
        if (those.length < TRIES) shown.set(form.route, [...those, form]);
      }
    }
    for (const forms of shown.values()) await this.sendOne(forms);
  }

  private async formsAt(row: Row, path: string, things: Readonly<Record<string, Things>>): Promise<Shown[]> {
    const found: Shown[] = [];
    for (const who of this.readers(row)) {
      const { side, own } = this.w.kinds[who];
      const of = row.thing ? things[row.thing] : undefined;
      const params = { ...((of && ((side && of[side]) ?? Object.values(of)[0])) ?? {}), ...ALSO[path] };
      const address = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '-');
      const seen = await own.page.get(address);
      if (seen.status !== 200) continue;
      for (const form of formsOf(seen.text, address)) {
        const route = this.routeOf(form.action);
        if (route) this.shown.add(route);
        if (route && !APART.test(route) && form.fields.some(takesWords)) found.push({ ...form, who, route });
      }
    }
    return found;
  }

  /** One person of each organisation that reads a page. */
  private readers(row: Row): PersonKind[] {
    const may = PEOPLE.filter((person) => row.own[person] === 'ok');
    const side = (person: PersonKind) => this.w.kinds[person].side ?? person;
    return may.filter((person) => may.find((other) => side(other) === side(person)) === person);
  }

  /** Forms of pages alone, which no program sends either, that no page of the demo shows. */
  get unshown(): string[] {
    const routes = declaredRoutes(this.w.t.app.get(DiscoveryService, { strict: false }));
    const programs = new Set(routes.filter(({ path }) => path.startsWith('/api/')).map(({ handler }) => handler));
    return routes
      .filter(
        ({ method, path, handler }) =>
          method === 'POST' && !programs.has(handler) && !this.shown.has(path) && !isAgentRequest({ url: path }),
      )
      .map(({ path }) => path)
      .sort();
  }

  private routeOf(action: string): string | undefined {
    return this.routes.find(({ is }) => is.test(action))?.path;
  }

  /** The first of the pages with this form on which it goes through. */
  private async sendOne(forms: readonly Shown[]): Promise<void> {
    const { route } = forms[0]!;
    let last = '';
    for (const form of forms) {
      const wordy = form.fields.filter(takesWords).map(({ name }) => name);
      const { took, answer } = await this.send(form, wordy);
      if (!took) {
        last = answer;
        continue;
      }
      for (const field of took) this.taken.add(`POST ${route} ${plainly(field)}`);
      for (const field of wordy) if (!took.has(field)) this.refused.add(`POST ${route} ${plainly(field)}`);
      return;
    }
    const open = forms[0]!.fields
      .filter(takesWords)
      .filter(({ name }) => !this.refused.has(`POST ${route} ${plainly(name)}`));
    if (open.length) this.unsent.set(route, last);
  }

  /** With a name in each field, then without those that are refused. */
  private async send(
    form: Shown,
    wordy: readonly string[],
  ): Promise<{ took: ReadonlySet<string> | null; answer: string }> {
    const left = new Set(wordy);
    const must = new Set<string>();
    let answer = '';
    for (let turn = 0; turn < 12; turn++) {
      const seen = await this.post(form, left, must);
      if (seen.status < 400 && !/aria-invalid="true"/.test(seen.text)) return { took: left, answer: '' };
      const wrong = [...seen.text.matchAll(/<(?:input|textarea|select)\b[^>]*aria-invalid="true"[^>]*>/g)].map(
        ([tag]) => /\bname="([^"]*)"/.exec(tag)?.[1] ?? '',
      );
      let changed = false;
      for (const name of wrong) {
        if (left.delete(name)) {
          changed = true;
          this.refused.add(`POST ${form.route} ${plainly(name)}`);
        } else if (!must.has(name)) {
          must.add(name);
          changed = true;
        }
      }
      if (!changed) {
        // A group says it of itself.
        const open = form.fields.map(({ name }) => name).filter((name) => name && !left.has(name) && !must.has(name));
        for (const name of open) must.add(name);
        if (open.length) continue;
        const some = [...left].at(-1);
        answer ||= `${seen.status} ${wrong.join(' ')} ${[...seen.text.matchAll(/href="#[^"]*">([^<]*)</g)].map((m) => m[1]).join(' / ')}`;
        if (!some) return { took: null, answer };
        left.delete(some);
      }
    }
    return { took: null, answer: 'tried often enough' };
  }

  private post(form: Shown, names: ReadonlySet<string>, must: ReadonlySet<string>): Promise<Seen> {
    const { page } = this.w.kinds[form.who].own;
    const fields: Record<string, string | string[]> = {};
    const put = (name: string, value: string) => {
      fields[name] = name in fields ? [fields[name]!, value].flat() : value;
    };
    for (const field of form.fields) {
      if (!field.name || field.type === 'file' || (field.name in fields && field.type === 'radio')) continue;
      const value = names.has(field.name) ? this.name(form, field) : this.asItIs(field, must.has(field.name), form);
      if (value !== null) put(field.name, value);
    }
    const _key = randomUUID();
    if (!form.multipart) return page.post(form.action, { ...fields, _key });
    const file = form.fields.find(({ type }) => type === 'file');
    const who = this.canaries.one(`POST ${form.route}, name of the file`);
    const [name, bytes] = !file?.required
      ? ['', Buffer.alloc(0)]
      : file.accepts.includes('csv')
        ? [
            `${who}.csv`,
            Buffer.from(`nom;type;marque\n${this.canaries.one(`POST ${form.route}, first row`)};PC portable;Dell\n`),
          ]
        : [`${who}.png`, PNG];
    const sent = multipart(file?.name ?? 'none', name, bytes, {
      ...(fields as Record<string, string>),
      _key,
      _org: page.organisation ?? '',
    });
    return page.send('POST', form.action, sent);
  }

  private name({ route }: Shown, { name, type }: PageField): string {
    const who = this.canaries.one(`POST ${route} ${name}`);
    return type === 'email' ? `zoe@${who.split(' ').slice(1).join('').toLowerCase()}.example` : who;
  }

  /** What a browser would send, with a choice made where one must be. */
  private asItIs({ name, type, value, required, options }: PageField, must: boolean, form: Shown): string | null {
    if (type === 'password') return DEMO_PASSWORD;
    if (/^(checkbox|radio)$/.test(type)) {
      const first = form.fields.find((f) => f.name === name)!;
      const chosen = form.fields.some((f) => f.name === name && f.type.endsWith(' on'));
      return !chosen && (required || must) && first.value === value ? value : null;
    }
    if (type === 'submit' || type === 'button') return null;
    if (value) return value;
    if (!required && !must) return '';
    const says = MUST_SAY[`${form.route} ${name}`] ?? MUST_SAY[name];
    if (says) return typeof says === 'function' ? says(this.w) : says;
    if (type === 'date') return bankToday();
    return type === 'number' ? '1' : (options.find(Boolean) ?? '');
  }
}

const plainly = (field: string): string => field.replace(/\d+/g, '0');
const takesWords = ({ name, type, value }: PageField): boolean =>
  Boolean(name) && WORDY.test(type) && !/^\d+$/.test(value);
/** One white point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);
