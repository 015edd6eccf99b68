import type { DeskData, DeskMember } from '../../../libs/platform/contract/desk.js';
import { type DeskRecord, saveDesk } from './store.js';

/** Asks the server anew for what the desk may show without a network, and keeps it; null without an answer. */
export async function refreshDesk(me: DeskMember): Promise<DeskRecord | null> {
  const signal = AbortSignal.timeout?.(8000);
  const answer = await fetch('/collecte/donnees', { headers: { accept: 'application/json' }, signal }).catch(
    () => null,
  );
  const fresh: DeskData | null = answer?.ok ? await answer.json().catch(() => null) : null;
  // In another tab, somebody else may have come in meanwhile: theirs is not for this page.
  if (fresh?.me?.id !== me.id) return null;
  const record = { ...fresh, me, at: Date.now() };
  await saveDesk(record);
  return record;
}
