import { showAssetCode } from '#bank/devices';
import { LOCKS, type LockKind } from '#bank/intake';
import type { Sentences } from '#platform/http';

const device = (f: Record<string, unknown>): string =>
  typeof f['code'] === 'string' && f['code'] ? `L’appareil ${showAssetCode(f['code'])}` : 'Cet appareil';

export const locksSentences: Sentences = {
  'intake.lock_kind_missing': () => 'Choisissez ce qui verrouille l’appareil.',
  'intake.lock_known': (f) =>
    `${device(f)} est déjà signalé verrouillé${f['kind'] ? ` (${LOCKS[f['kind'] as LockKind]?.short ?? f['kind']})` : ''} : il n’y a rien à ajouter.`,
  'intake.lock_not_open': (f) => `${device(f)} n’a plus ce verrou : il est déjà levé. Rechargez sa page.`,
  'intake.lock_check_missing': () => 'Dites comment vous avez vérifié que le verrou est levé.',
  'intake.lock_releaser_unknown': () =>
    'Seuls la banque et ceux qui tiennent l’appareil lèvent un verrou, sous leur propre numéro d’opérateur.',
  'intake.no_lock_to_tell': (f) =>
    `Plus aucun appareil du don ${f['number'] ?? ''} n’est verrouillé : il n’y a rien à dire au donateur.`,
};
