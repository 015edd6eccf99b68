import type { FastifyRequest } from 'fastify';
import { type Actor, NotFound, RuleBroken } from '#kernel';
import type { Ctx } from './ctx.js';

/** Of what an act names, the first that the actor's organisation had and has no longer, as a refusal; null: none of it was theirs. */
export type LeftLately = (actor: Actor, named: readonly string[]) => Promise<RuleBroken | null>;

type Asked = FastifyRequest & { readonly ctx?: Ctx };

/**
 * What a write is refused with that finds nothing of the actor's: where they had it when they opened its form, that it left meanwhile.
 * The one place for all acts: whatever they ask first, what they name is in their address (`:code`) or in `also`, the rest of a pile.
 */
export async function sayIfLeft(error: unknown, req: Asked, leftLately: LeftLately): Promise<unknown> {
  const notTheirs =
    error instanceof NotFound || (error instanceof RuleBroken && error.code === 'devices.not_yours' && !error.field);
  if (!notTheirs || !req.ctx || req.ctx.wrote || req.method === 'GET' || req.method === 'HEAD') return error;
  const { code } = (req.params ?? {}) as { readonly code?: unknown };
  const { also } = (req.body ?? {}) as { readonly also?: unknown };
  const named = [code, ...[also].flat().flatMap((text) => String(text ?? '').split(/\s+/))];
  const left = await leftLately(
    req.ctx.actor,
    named.filter((text): text is string => typeof text === 'string' && text !== ''),
  );
  return left ?? error;
}
