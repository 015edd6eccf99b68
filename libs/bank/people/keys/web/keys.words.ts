import { KEY_SCOPE_WORDS } from '#platform/http';
import { clock, KEY_AREAS, type KeyArea, ORGANISATION_SCOPES } from '#platform/kernel';

const WAYS = { read: 'lire', write: 'écrire' } as const;

/** « lire : Appareils, Pannes », « écrire : Pannes », « voir les noms ». What is no scope is not said. */
export function scopeLines(scopes: readonly string[]): string[] {
  const areas = (['read', 'write'] as const).flatMap((way) => {
    const of = ORGANISATION_SCOPES.filter((scope) => scopes.includes(scope) && scope.startsWith(`${way}:`));
    return of.length
      ? [`${WAYS[way]} : ${of.map((scope) => KEY_AREAS[scope.split(':')[1] as KeyArea]).join(', ')}`]
      : [];
  });
  const plain = Object.entries(KEY_SCOPE_WORDS).flatMap(([scope, words]) => (scopes.includes(scope) ? [words] : []));
  return [plain.join(', '), ...areas, scopes.includes('names') ? 'voir les noms' : ''].filter(Boolean);
}

export const scopeWords = (scopes: readonly string[]): string => scopeLines(scopes).join(' ; ');

export interface Lasting {
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
}

export const isOver = ({ revokedAt, expiresAt }: Lasting): boolean =>
  revokedAt !== null || expiresAt.getTime() <= clock.ms();

const NOTICE_MS = 30 * 86_400_000;

/** Good for thirty days more at most. */
export const endsSoon = (key: Lasting): boolean => !isOver(key) && key.expiresAt.getTime() - clock.ms() <= NOTICE_MS;
