/** What an agent wants, before its document is read as an inventory. */
export interface AgentMessage {
  readonly language: 'json' | 'xml';
  /** In small letters: prolog, contact, inventory, or anything else that agents do. */
  readonly action: string;
  /** What a GLPI agent is able to do, from its contact message. */
  readonly tasks: readonly string[];
}

/** Messages that are no inventory are far shorter. */
const SHORT = 64 * 1024;
/** Where the old format names its query: before or after the content, never inside. */
const HEAD = 4096;
const TAIL = 1024;

/** Reads what an agent asks for. Never fails: what says nothing is taken for an inventory, whose reader will say if it is none. */
export function agentMessage(document: Buffer): AgentMessage {
  const start = document.subarray(0, HEAD).toString('latin1').replace(/\0/g, '');
  if (/^\s*(?:\xef\xbb\xbf)?\s*[{[]/.test(start)) return jsonMessage(document);
  const end = document.length > HEAD ? document.subarray(-TAIL).toString('latin1') : '';
  const query = /<QUERY>\s*(\w{1,40})\s*<\/QUERY>/i;
  const [, action] = query.exec(start) ?? query.exec(end) ?? [];
  return { language: 'xml', action: action?.toLowerCase() ?? 'inventory', tasks: [] };
}

function jsonMessage(document: Buffer): AgentMessage {
  const nothing: AgentMessage = { language: 'json', action: 'inventory', tasks: [] };
  if (document.length > SHORT) return nothing;
  let message: unknown;
  try {
    message = JSON.parse(document.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return nothing;
  }
  if (typeof message !== 'object' || message === null) return nothing;
  const { action, query, 'enabled-tasks': tasks } = message as Record<string, unknown>;
  const asked = [action, query].find((a) => typeof a === 'string') as string | undefined;
  return {
    language: 'json',
    action: asked?.toLowerCase().slice(0, 40) ?? 'inventory',
    tasks: Array.isArray(tasks) ? tasks.filter((t): t is string => typeof t === 'string').slice(0, 40) : [],
  };
}
