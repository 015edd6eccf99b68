import type { FastifyRequest } from 'fastify';
import type { Resumed } from '#platform/ui';

/** What a form said that could not be taken now, to be sent again by whoever typed it: it stays in their page, nothing is stored. */
export function resumeOf(req: FastifyRequest): Resumed {
  const body = (req.body ?? {}) as Record<string, unknown>;
  const fields = Object.entries(body).flatMap(([name, value]) =>
    [value].flat().map((v): [string, string] => [name, String(v ?? '')]),
  );
  return {
    action: req.url,
    fields: fields.filter(([name]) => !/password/i.test(name)),
    filesLost: req.isMultipart?.() ?? false,
  };
}
