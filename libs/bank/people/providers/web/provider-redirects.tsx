import { Injectable } from '@nestjs/common';
import {
  AUTH_REQUEST_SECONDS,
  type AuthRequest,
  leadOut,
  leadTo,
  type Origin,
  openAuthRequest,
  ProviderLogoutService,
  ProviderSignInService,
  sealAuthRequest,
  whoCame,
} from '#bank/people';
import { type Answer, authRequestCookie, type Ctx, goElsewhere, readAuthRequest, releasePlace } from '#platform/http';
import { type IdentityProvider, identityProviders, NotFound, publicUrl, RuleBroken } from '#platform/kernel';
import { LeavingPage } from './providers.page.js';

/** The provider of an address. @throws NotFound for one that the settings do not know */
export function providerOf(id: string): IdentityProvider {
  const provider = identityProviders().find((one) => one.id === id);
  if (!provider) throw new NotFound('provider');
  return provider;
}

/** From the site's own address, never from what a request says of itself: it is registered at the provider. */
const here = (path: string): string => `${publicUrl() ?? ''}${path}`;
const backAt = ({ id }: IdentityProvider): string => here(`/connexion/fournisseurs/${id}/retour`);

/** What a browser does at identity providers: it goes there, comes back, and leaves, which the provider may tell us too. */
@Injectable()
export class ProviderRedirects {
  constructor(
    private readonly providers: ProviderSignInService,
    private readonly logouts: ProviderLogoutService,
  ) {}

  async begin(ctx: Ctx, provider: IdentityProvider, next: string, link: AuthRequest['link'] = null): Promise<string> {
    await goElsewhere(ctx.req);
    const { address, guards } = await heard(ctx, () => leadTo(provider, backAt(provider)));
    const authRequest = sealAuthRequest({ ...guards, provider: provider.id, next, link });
    ctx.reply.header('set-cookie', authRequestCookie(authRequest, AUTH_REQUEST_SECONDS));
    return address;
  }

  /** What this browser went for; it serves once. @throws RuleBroken `people.provider_again` */
  authRequest(ctx: Ctx, provider: IdentityProvider): AuthRequest {
    const { state } = (ctx.req.query ?? {}) as { state?: unknown };
    ctx.reply.header('set-cookie', authRequestCookie(null));
    return openAuthRequest(readAuthRequest(ctx.req), provider.id, state);
  }

  async met(ctx: Ctx, provider: IdentityProvider, authRequest: AuthRequest) {
    await goElsewhere(ctx.req);
    const came = new URL(backAt(provider));
    came.search = new URL(ctx.req.url, 'http://here').search;
    const claims = await heard(ctx, () => whoCame(provider, came, authRequest));
    await this.providers.meet(authRequest.state);
    return claims;
  }

  async left(ctx: Ctx, provider: IdentityProvider, token: string): Promise<void> {
    releasePlace(ctx.req);
    await heard(ctx, () => this.logouts.hear(provider, token), provider);
  }

  /** After signing out here, the way to sign out there too; null where there is none. */
  async leaveToo(ctx: Ctx, { issuer, idToken }: Origin): Promise<Answer | null> {
    const provider = identityProviders().find((one) => one.issuer === issuer);
    const address = provider && (await leadOut(provider, idToken, here('/connexion')));
    return provider && address ? ctx.page(<LeavingPage name={provider.name} address={address} />) : null;
  }
}

/** What went wrong at a provider is for the log, not for whoever wants to come in. */
async function heard<T>(ctx: Ctx, work: () => Promise<T>, strangersMay?: IdentityProvider): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Of one that is left alone for a while, it was said already.
    const isNews = error instanceof RuleBroken && error.cause;
    if (isNews && (!strangersMay || isTimeToTell(strangersMay)))
      ctx.req.log.warn({ code: error.code, why: whyOf(error.cause) }, 'identity provider');
    throw error;
  }
}

/** Whoever a provider vouched for and we refused all the same leaves a line too: why, and at which provider; not who. */
export async function refusalNoted<T>(ctx: Ctx, { id }: IdentityProvider, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RuleBroken)
      ctx.req.log.warn({ code: error.code, why: 'refused here', provider: id }, 'identity provider');
    throw error;
  }
}

/** What anybody may send in a provider's name fills no log: one line a minute tells the operator of it. */
function isTimeToTell({ id }: IdentityProvider): boolean {
  if (performance.now() - (lastLogged.get(id) ?? Number.NEGATIVE_INFINITY) < 60_000) return false;
  lastLogged.set(id, performance.now());
  return true;
}
const lastLogged = new Map<string, number>();

/** What the library and the provider call it; never what was sent, or told of somebody. */
const whyOf = (cause: unknown): string | undefined => {
  const { message, code, error } = (cause ?? {}) as { message?: unknown; code?: unknown; error?: unknown };
  const words = [message, code, error].filter((one) => typeof one === 'string' && one.length < 100);
  return words.join(', ') || undefined;
};
