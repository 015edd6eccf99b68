import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { DataSource, EntityManager } from 'typeorm';
import { audit, type BankView, type Requester } from '#bank/people';
import { once, type Reader, readTogether, ruleFromPg } from '#platform/database';
import { type Actor, fingerprint, type Member, NotFound, RuleBroken } from '#platform/kernel';
import { type FieldProblem, type Flash, renderPage } from '#platform/ui';
import type { ActSpec, ApiWrite, Nothing, Posted, Revelation, Submission } from './act.js';
import { type Acted, type Answer, asksJson, html, type JsonAnswer, json, seeOther } from './answers/answer.js';
import { askerOf } from './askers/asker.js';
import type { Uploaded } from './bodies/uploads.js';
import { type FlashNotice, flashCookie, readFlash } from './cookies.js';
import { holdsSecret } from './log.js';
import { freshenMenuCounts, outdateMenuCounts } from './menu/menu-counts.js';
import { leadsOn, nextStepAfter } from './next-step.js';
import { type ListQuery, refusedOnPage, validIn } from './pagination/page-query.js';
import { Invalid, statusOfRule, tellToWait } from './refusals/refusals.js';
import { problemsOf, valuesOf, withAllRules } from './validation/again.js';
import { postedAs } from './validation/fields.js';
import { type FormClass, readForm } from './validation/validation.js';
import { readJson } from './validation/validation.pipe.js';
import { viewOf } from './view.js';

/** One request, as a handler sees it: who acts, and the few ways to answer. */
export class Ctx {
  /** The act was carried out; a later failure is none of the act. */
  wrote = false;
  /** The class of the form that was sent, whose labels name what was typed. */
  form: FormClass<object> | undefined;
  /** What a list refused of its query, shown beside its filters. */
  refused: readonly FieldProblem[] = [];

  constructor(
    readonly req: FastifyRequest & { uploads?: Uploaded[] },
    readonly reply: FastifyReply,
    readonly identity: Requester | null,
    readonly bank: BankView,
    private readonly db: DataSource,
  ) {}

  get actor(): Actor {
    return this.identity?.actor ?? { kind: 'stranger', channel: 'page' };
  }

  /** Who acts for an organisation. @throws NotFound for whoever is in none */
  get member(): Member {
    if (this.actor.kind !== 'member') throw new NotFound('organisation');
    return this.actor;
  }

  get files(): readonly Uploaded[] {
    return this.req.uploads ?? [];
  }

  /** The posted fields of a page's form; empty for the API. */
  get posted(): Posted {
    return this.isApi ? {} : ((this.req.body ?? {}) as Posted);
  }

  get path(): string {
    return this.req.url;
  }

  get asksJson(): boolean {
    return asksJson(this.req);
  }

  private get isApi(): boolean {
    return this.req.url.startsWith('/api/');
  }

  readTogether<T>(work: (on: Reader) => Promise<T>): Promise<T> {
    return readTogether(this.db, work);
  }

  noteExport(list: string, format: string): Promise<void> {
    return audit(this.db, this.actor, 'export', { kind: 'list' }, { list, format });
  }

  /** What is asked of a list. On its page, problems are shown beside the filters, and nothing is listed. @throws Invalid for a program */
  asked<Asked extends object>(query: ListQuery<Asked>): Asked {
    if (this.isApi) return query.asked;
    this.refused = refusedOnPage(query);
    return validIn(query) as Asked;
  }

  page(node: VNode, status = this.refused.length ? 422 : 200, nextStep?: Flash['link']): Answer {
    const flash = readFlash(this.req);
    if (flash) this.reply.header('set-cookie', flashCookie(null));
    return html(status, renderPage({ ...viewOf(this, flash), nextStep }, node));
  }

  /** Answers with a page for a person (or a redirect to `leads`, where the thing is now), with the thing for a program. */
  async answer<T extends object>(
    view: T,
    page: () => VNode | Promise<VNode>,
    leads: string | null = null,
  ): Promise<JsonAnswer<T>> {
    if (this.isApi) return json(200, view);
    return (leads ? seeOther(leads) : this.page(await page())) as JsonAnswer<T>;
  }

  private get asks(): boolean {
    return this.req.method === 'GET' || this.req.method === 'HEAD';
  }

  /** A form: checked, carried out once whatever the number of clicks, and shown again with its problems when refused. */
  async submit<F extends object>(s: Submission<F>): Promise<Answer> {
    if (this.asks) return this.page(await s.page({}));
    let form: F | null = null;
    this.form = s.dto;
    const body = s.body ?? this.req.body;
    try {
      const read = await readForm(
        s.dto,
        s.fromForm ? s.fromForm((body ?? {}) as Posted) : postedAs(s.dto, (body ?? {}) as Posted),
      );
      form = read;
      const { ref, replayed } = await this.carryOut(
        String((body as Record<string, unknown> | null)?.['_key'] ?? '').slice(0, 200) || null,
        body,
        (tx) => s.work(tx, read),
        s.ref,
        s.writtenBy,
      );
      if (this.asksJson) return json(200, { ok: true, replayed, ...(await s.answer?.(ref)) });
      if (s.show) {
        const shown = await s.show(replayed);
        await freshenMenuCounts(this.req.server, this.actor);
        return this.page(shown, undefined, await nextStepAfter(this.req, this.actor));
      }
      const done = typeof s.done === 'function' ? await s.done(ref) : s.done;
      const on = leadsOn(this.req) ? await nextStepAfter(this.req, this.actor) : undefined;
      if (on) {
        const text = typeof done === 'object' ? done.text : (done ?? 'Enregistré.');
        this.reply.header('set-cookie', flashCookie(`${text} ${on.label}.`));
        return seeOther(on.href);
      }
      if (done) this.reply.header('set-cookie', flashCookie(await this.leadingOn(done)));
      return seeOther(s.to ? await s.to(ref) : ref);
    } catch (refused) {
      const error = await this.judged(refused, form, s.rules);
      const problems = this.asksJson ? null : problemsOf(error);
      if (!problems) throw error;
      if (error instanceof RuleBroken) tellToWait(this.reply, error);
      return this.page(
        await s.page({ problems, values: valuesOf(body) }),
        error instanceof RuleBroken ? statusOfRule(error) : 422,
      );
    }
  }

  /** A form whose work makes a secret, which its answer shows this once. */
  reveal<S, F extends object>({ work, show, ...form }: Revelation<S, F>): Promise<Answer> {
    let secret: S | null = null;
    return this.submit<F>({
      ...form,
      work: async (tx, read) => {
        secret = await work(tx, read);
      },
      show: (replayed) => show(secret, replayed),
    });
  }

  /** What was done, with the way on where it has none of its own. */
  private async leadingOn(done: FlashNotice): Promise<FlashNotice> {
    if (typeof done !== 'string') return done;
    const link = await nextStepAfter(this.req, this.actor);
    return link ? { text: done, link } : done;
  }

  /** An act at both of its addresses: a form's is answered by a page, the API's by the thing as it is now. */
  async act<T extends object, F extends object = Nothing>(a: ActSpec<F, T>): Promise<Acted<F, T>> {
    if (this.asks) return this.page(await a.page({})) as Acted<F, T>;
    try {
      return (this.isApi ? await this.carriedOutFor(a) : await this.submitted(a)) as Acted<F, T>;
    } catch (error) {
      if (error instanceof RuleBroken || error instanceof Invalid) await mustSee(a);
      throw error;
    }
  }

  private submitted<T extends object, F extends object>(a: ActSpec<F, T>): Promise<Answer> {
    return this.submit({
      ...a,
      ref: a.ref ?? a.makes,
      dto: a.form ?? a.dto,
      page: async (again) => {
        await mustSee(a);
        return a.page(again);
      },
    });
  }

  private async carriedOutFor<T extends object, F extends object>(a: ActSpec<F, T>): Promise<Answer> {
    let form: F | null = null;
    try {
      const read = await readJson(a.dto, this.req.body);
      form = read;
      return await this.once({
        ref: a.ref ?? a.makes,
        body: read,
        status: a.status ?? (a.ref ? 200 : 201),
        work: (tx) => a.work(tx, read),
        show: a.view,
      });
    } catch (refused) {
      throw await this.judged(refused, form, a.rules);
    }
  }

  /** A refusal with all other rules that are broken, where the act says which can be judged. */
  private async judged<F extends object>(refused: unknown, form: F | null, rules: Submission<F>['rules']) {
    if (!rules) return refused;
    return withAllRules(refused, form, (given, fields) => this.db.transaction((tx) => rules(tx, given, fields)));
  }

  /** A write through the API, once per `Idempotency-Key`. */
  async once<T extends object>(w: ApiWrite<T>): Promise<JsonAnswer<T>> {
    const key = this.req.headers['idempotency-key'];
    const { ref, replayed } = await this.carryOut(
      typeof key === 'string' && key ? key.slice(0, 200) : null,
      w.body,
      w.work,
      w.ref,
    );
    const answer = json(w.status ?? 201, await w.show(ref));
    if (replayed) this.reply.header('idempotency-replayed', 'true');
    return answer;
  }

  private async carryOut(
    key: string | null,
    body: unknown,
    work: ApiWrite<object>['work'],
    ref?: string,
    writtenBy?: string,
  ) {
    // An address may hold a secret, a stranger's most often: then only its hash is stored.
    const address = this.req.url.split('?')[0]!;
    const route = `${this.req.method} ${this.actor.kind === 'stranger' || holdsSecret(address) ? fingerprint(address) : address}`;
    const requestHash = key === null ? '' : hashOf(body, this.files);
    const give = async (tx: EntityManager) => (await work(tx)) ?? ref ?? '';
    try {
      const asker = writtenBy ?? askerOf(this.actor, key, this.req.ip);
      const done = await once(this.db, { actorKey: asker, route, key, requestHash, ref }, give);
      this.wrote = true;
      outdateMenuCounts(this.actor);
      return done;
    } catch (error) {
      throw ruleFromPg(error) ?? error;
    }
  }
}

/** A hash of the request, to recognise a resend; fields that begin with `_` may change from one try to the next. */
function hashOf(body: unknown, files: readonly { readonly sha256: string }[]): string {
  const asked = Object.entries((body ?? {}) as Record<string, unknown>).filter(
    ([name]) => !name.startsWith('_') && isNoSecret(name),
  );
  return fingerprint(JSON.stringify([asked, files.map((f) => f.sha256)]));
}

/** Somebody else's thing is a 404 before anything is said of what was sent. */
async function mustSee<T extends object, F extends object>({ ref, view }: ActSpec<F, T>): Promise<void> {
  if (ref) await view(ref);
}

/** A hash could help to guess a password. */
const isNoSecret = (name: string): boolean => !/password/i.test(name);

/** The request's context, made by the policy guard. */
export const Context = createParamDecorator(
  (_: unknown, host: ExecutionContext): Ctx => host.switchToHttp().getRequest().ctx,
);
