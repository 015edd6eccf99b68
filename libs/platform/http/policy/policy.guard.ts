import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { BankService, IdentifyService, type Requester } from '#bank/people';
import { type Actor, isMember } from '#platform/kernel';
import { tellEndings } from '../answers/deprecation.js';
import { agentOf } from '../askers/agents.js';
import { whoAsks } from '../askers/who-asks.js';
import { whyCutShort } from '../bodies/arriving-body.js';
import { Ctx } from '../ctx.js';
import { freshenMenuCounts } from '../menu/menu-counts.js';
import { NotAllowed, Refused, SecondFactorNeeded, SignInNeeded } from '../refusals/refusals.js';
import { mustKnowNames } from '../validation/validation.js';
import { activeOrganisation } from '../view.js';
import { admits, mustBeInScope, POLICY, type PolicyRule } from './policy.rule.js';

@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly people: IdentifyService,
    private readonly bank: BankService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  async canActivate(host: ExecutionContext): Promise<boolean> {
    const req = host.switchToHttp().getRequest<FastifyRequest & { ctx?: Ctx }>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const rule = this.reflector.getAllAndOverride<PolicyRule | undefined>(POLICY, [host.getHandler(), host.getClass()]);
    const isApi = req.url.startsWith('/api/');
    const agent = agentOf(req);
    const known = agent ?? (await whoAsks(req, this.people));
    // Whoever has yet to give their second factor is a stranger to public pages.
    const identity = known?.unproven && rule && 'public' in rule ? null : known;
    if (known && req.server.shares) await req.server.shares.admit(req, reply, known);
    req.ctx = new Ctx(req, reply, identity, await this.bank.settings(), this.db);
    if (!rule) throw new NotAllowed();
    if (isApi) tellEndings(reply, host.getClass(), host.getHandler().name, req.query as object);
    if (req.method !== 'GET' && req.method !== 'HEAD' && !isApi && !agent) {
      refuseOtherSites(req, identity);
      if (identity) refuseStaleTab(req, identity);
    }
    const cut = whyCutShort(req);
    if (cut && (identity || 'public' in rule)) throw cut;
    const asksApi = isApi && req.method === 'GET';
    if (asksApi && 'public' in rule) mustKnowNames(host.getClass(), host.getHandler().name, req.query as object);
    if ('public' in rule) return true;
    if (!identity) throw new SignInNeeded();
    if (identity.unproven && !('unproven' in rule)) throw new SecondFactorNeeded();
    mustBeInScope(req, identity);
    if (!admits(rule, identity.actor))
      throw isKey(identity.actor) ? new Refused(403, 'request.key_area') : new NotAllowed();
    if (asksApi) mustKnowNames(host.getClass(), host.getHandler().name, req.query as object);
    // The home page counts by itself.
    if (req.method === 'GET' && !isApi && req.url !== '/') await freshenMenuCounts(req.server, identity.actor);
    return true;
  }
}

const isKey = (actor: Actor): boolean => isMember(actor) && actor.scopes !== undefined;

/**
 * A form must come from a page of ours (OWASP: Fetch Metadata, with Origin for browsers that lack it). A stranger's too: what an expired session
 * interrupts is sent again after signing in, and another site must not make anybody sign in.
 */
function refuseOtherSites(req: FastifyRequest, identity: Requester | null): void {
  const site = req.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  const origin = req.headers.origin;
  // A browser that sends neither has no session to abuse.
  if (site === undefined && origin === undefined && !identity) return;
  if (site === undefined && origin && URL.canParse(origin) && new URL(origin).host === req.headers.host) return;
  throw new Refused(403, 'request.cross_site');
}

/** A tab left open in another organisation must not write in this one. */
function refuseStaleTab(req: FastifyRequest, identity: Requester): void {
  const organisation = (req.body as Record<string, unknown> | null)?.['_org'];
  if (organisation !== undefined && organisation !== activeOrganisation(identity.actor))
    throw new Refused(409, 'request.stale_organisation');
}

/** Declares a route's policy. A route without one stops the start. */
export const Policy = (rule: PolicyRule) => applyDecorators(SetMetadata(POLICY, rule), UseGuards(PolicyGuard));
