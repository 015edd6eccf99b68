import { clock, keyring, seal, unseal } from '#platform/kernel';

/** How long somebody may take between two steps of coming in. */
export const STEP_MINUTES = 10;

/** Sealed, and good for ten minutes, so that of strangers nothing is kept here. @param context which step it is: a note of another opens nothing */
export function sealNote(context: string, said: object): string {
  const plain = JSON.stringify({ ...said, until: clock.ms() + STEP_MINUTES * 60_000 });
  const { keyId, bytes } = seal(keyring(), Buffer.from(plain), context);
  return `${keyId}.${bytes.toString('base64url')}`;
}

/** What such a note says; null when it is older than ten minutes, or not ours. */
export function openNote<Said>(context: string, note: string): Said | null {
  const [keyId = '', bytes = ''] = note.split('.');
  try {
    const plain = unseal(keyring(), { keyId, bytes: Buffer.from(bytes, 'base64url') }, context);
    const { until, ...said } = JSON.parse(plain.toString('utf8')) as { until: number };
    return until > clock.ms() ? (said as Said) : null;
  } catch {
    return null;
  }
}
