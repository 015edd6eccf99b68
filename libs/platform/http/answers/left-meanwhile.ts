import type { FastifyRequest } from 'fastify';
import { type Actor, NotFound, RuleBroken } from '#platform/kernel';
import { wasShown } from '../cookies/shown-mark.js';
import type { Ctx } from '../ctx.js';
import { Refused } from '../refusals/refusals.js';

/** Of what an act names, the first that the actor's organisation had and has no longer, as a refusal; null: none of it was theirs. */
export type LeftLately = (actor: Actor, named: readonly string[]) => Promise<RuleBroken | null>;

type Asked = FastifyRequest & { readonly ctx?: Ctx };

/**
 * What a write is refused with that finds nothing of the actor's: where they had it when they opened its form, that it left meanwhile.
 * The one place for all acts, whatever they ask first. Of devices and removed media, which organisations pass on, it is said where they went,
 * to programs too: what an act names is in its address (`:code`, `:medium`) or in `also`, the rest of a pile. Of everything else that somebody
 * may take away while another types, the form itself says that it was there (`_shown`).
 */
export async function sayIfLeft(error: unknown, req: Asked, leftLately: LeftLately): Promise<unknown> {
  const notTheirs =
    error instanceof NotFound || (error instanceof RuleBroken && error.code === 'devices.not_yours' && !error.field);
  if (!notTheirs || !req.ctx || req.ctx.wrote || req.method === 'GET' || req.method === 'HEAD') return error;
  const { code, medium } = (req.params ?? {}) as { readonly code?: unknown; readonly medium?: unknown };
  const { also, _shown } = (req.body ?? {}) as { readonly also?: unknown; readonly _shown?: unknown };
  const named = [code, medium, ...[also].flat().flatMap((text) => String(text ?? '').split(/\s+/))];
  const left = await leftLately(
    req.ctx.actor,
    named.filter((text): text is string => typeof text === 'string' && text !== ''),
  );
  if (left) return left;
  return error instanceof NotFound && wasShown(req.ctx.actor, req.url, _shown)
    ? new Refused(409, 'request.gone_meanwhile')
    : error;
}
