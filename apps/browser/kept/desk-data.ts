import type { DeskData, DeskMember } from '../../../libs/platform/contract/desk.js';
import { type DeskRecord, saveDesk } from './store.js';

/** Asks the server for what the desk may show without a network, and stores it; null without an answer. */
export async function refreshDesk(me: DeskMember): Promise<DeskRecord | null> {
  const signal = AbortSignal.timeout?.(8000);
  const answer = await fetch('/collecte/donnees', { headers: { accept: 'application/json' }, signal }).catch(
    () => null,
  );
  const fresh: DeskData | null = answer?.ok ? await answer.json().catch(() => null) : null;
  // Somebody else may have signed in meanwhile in another tab.
  if (fresh?.me?.id !== me.id) return null;
  const record = { ...fresh, me, at: Date.now() };
  await saveDesk(record);
  return record;
}
