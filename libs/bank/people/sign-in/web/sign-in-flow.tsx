import { Injectable } from '@nestjs/common';
import { type Doorstep, type SignInOutcome, SignInService } from '#bank/people';
import { ruleFromPg } from '#platform/database';
import {
  type Answer,
  type Ctx,
  deviceCookie,
  flashCookie,
  readDevice,
  readSession,
  seeOther,
  sentenceOfRule,
  sessionCookie,
  tellToWait,
} from '#platform/http';
import { RuleBroken, RulesBroken, refusalsIn } from '#platform/kernel';
import { type FieldProblem, ownPath, type Resumed, ResumePage, SignInPage } from '#platform/ui';
import { SecondStepPage } from '../../second-factor/web/second-step.page.js';

/** What follows a proof of who somebody is, by whichever way they came. */
@Injectable()
export class SignInFlow {
  constructor(private readonly signIns: SignInService) {}

  async passed(ctx: Ctx, entered: SignInOutcome, came: Onward): Promise<Answer> {
    return 'secret' in entered
      ? this.beginSession(ctx, entered.secret, came)
      : this.secondStep(ctx, entered.step, came);
  }

  /** In with a browser that is known already, or asked for the second proof; whoever may not come in gets the answer alone. */
  async known(
    ctx: Ctx,
    { device, entered }: { readonly device: string; readonly entered: SignInOutcome | null },
    answer: Answer,
  ): Promise<Answer> {
    ctx.reply.header('set-cookie', deviceCookie(device));
    if (!entered) return answer;
    if ('step' in entered) return this.secondStep(ctx, entered.step, { resume: null, next: '/' });
    const before = readSession(ctx.req);
    if (before) await this.signIns.signOut(before);
    ctx.reply.header('set-cookie', sessionCookie(entered.secret));
    return answer;
  }

  async beginSession(ctx: Ctx, secret: string, { resume, next }: Onward, notice?: string): Promise<Answer> {
    // Nothing of a session that was there before goes on: a cookie that somebody else put there opens nothing.
    const before = readSession(ctx.req);
    if (before) await this.signIns.signOut(before);
    const device = deviceCookie(await this.signIns.remember(secret, readDevice(ctx.req)));
    ctx.reply.header('set-cookie', [sessionCookie(secret), device, ...(notice ? [flashCookie(notice)] : [])]);
    return resume ? ctx.page(<ResumePage resume={resume ?? undefined} />) : seeOther(next);
  }

  async secondStep(ctx: Ctx, step: string, { resume, next }: Onward, refusal?: RuleBroken): Promise<Answer> {
    const problems = refusal ? problemsOf(refusal) : [];
    if (refusal) tellToWait(ctx.reply, refusal);
    const factors = await this.signIns.asked(step);
    return ctx.page(
      <SecondStepPage step={step} factors={factors} next={next} resume={resume} problems={problems} />,
      refusal ? statusOf(refusal) : 200,
    );
  }
}

export function askAgain(ctx: Ctx, { resume, next }: Onward, refusal: RuleBroken, email?: string): Answer {
  tellToWait(ctx.reply, refusal);
  return ctx.page(
    <SignInPage
      {...(isOfAProvider(refusal) ? { said: sentenceOfRule(refusal) } : { problems: problemsOf(refusal) })}
      values={email === undefined ? undefined : { email }}
      next={next}
      resume={resume ?? undefined}
    />,
    statusOf(refusal),
  );
}

/** Where to go once in, and what to send again. */
interface Onward {
  readonly next: string;
  readonly resume: Resumed | null;
}

interface Came extends Onward {
  readonly body: Record<string, unknown>;
}

export const text = (body: Record<string, unknown>, name: string): string =>
  typeof body[name] === 'string' ? (body[name] as string) : '';

export const cameFrom = (posted: unknown): Came => {
  const body = (posted ?? {}) as Record<string, unknown>;
  return { body, next: ownPath(body['vers']), resume: readResumed(body['resume']) };
};

export const doorstepOf = (ctx: Ctx): Doorstep => ({
  address: ctx.req.ip,
  browser: browserOf(ctx),
  device: readDevice(ctx.req),
});

export const browserOf = (ctx: Ctx): string => ctx.req.headers['user-agent'] ?? '';

/** What was refused, by a rule that Postgres may keep too; anything else goes on as it is. */
export function refusalOf(error: unknown): RuleBroken {
  const rule = error instanceof RuleBroken ? error : ruleFromPg(error);
  if (rule) return rule;
  throw error;
}

const problemsOf = (refusal: RuleBroken): FieldProblem[] =>
  refusalsIn(refusal).map((one) => ({ field: one.field ?? '', code: one.code, message: sentenceOfRule(one) }));

/** What a provider answered is no wrong password: nothing in the form is to be corrected. */
const isOfAProvider = ({ code }: RuleBroken): boolean => code.startsWith('people.provider_');

const statusOf = (refusal: RuleBroken): number => {
  if (refusal instanceof RulesBroken) return 422;
  return refusal.code.endsWith('_throttled') ? 429 : isOfAProvider(refusal) ? 409 : 401;
};

/** What the sign-in page carried of an interrupted form. It came back from the browser: nothing in it is trusted. */
function readResumed(value: unknown): Resumed | null {
  if (typeof value !== 'string' || value.length > 1_000_000) return null;
  try {
    const r = JSON.parse(value) as Partial<Resumed>;
    const fields = (Array.isArray(r.fields) ? r.fields : []).filter((f) => Array.isArray(f) && f.length === 2);
    return {
      action: ownPath(r.action),
      fields: fields.map(([n, v]) => [String(n), String(v)]),
      filesLost: r.filesLost === true,
    };
  } catch {
    return null;
  }
}
