import { type Reader, rows } from '#platform/database';
import { type Actor, may, organisationOf, READ, type SearchHit } from '#platform/kernel';
import { readMediumCode, showMediumCode } from './medium-code.js';
import { visibleRemoved } from './removed-medium.change.js';

/** The removed medium of a typed code, with or without « SUP », among those the actor sees. */
export async function searchRemovedMedia(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const code = readMediumCode(typed);
  if (!code || !may(actor, READ.workshop)) return [];
  const found = await rows<{ code: string; model: string; serial: string | null }>(
    on,
    `SELECT x.code, m.model, m.serial FROM refurbishment.removed_medium x JOIN devices.medium m ON m.id = x.medium_id
     WHERE x.code = $1 AND ${visibleRemoved(actor, 'x', '$2')}`,
    [code, organisationOf(actor)],
  );
  return found.map((x) => ({
    title: showMediumCode(x.code),
    detail: ['support retiré', x.model, x.serial].filter(Boolean).join(', '),
    href: `/atelier/supports-retires/${x.code}`,
    exact: true,
  }));
}
