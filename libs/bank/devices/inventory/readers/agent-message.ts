import { type Foreign, readForeign } from '../document.js';
import { inventoryOf } from '../formats.js';
import type { Inventory } from '../inventory.js';
import { inventoryFrom } from '../reading.js';

export interface AgentMessage {
  readonly language: 'json' | 'xml';
  readonly action: string;
  /** What a GLPI agent is able to do, from its contact message. */
  readonly tasks: readonly string[];
  /** What it says of its machine, where it is an inventory. @throws RuleBroken `devices.inventory_unreadable`. */
  readonly inventory: () => Promise<Inventory>;
}

const SHORT = 64 * 1024;

/** Never fails: what says nothing is taken for an inventory, whose reader says if it is none. @param document unpacked. */
export function agentMessage(document: Buffer): AgentMessage {
  const language = /^\s*(?:\xef\xbb\xbf)?\s*[{[]/.test(document.subarray(0, 200).toString('latin1')) ? 'json' : 'xml';
  const nothing = { language, action: 'inventory', tasks: [] } as const;
  if (document.length > SHORT) return { ...nothing, inventory: () => inventoryFrom(document) };
  let foreign: Foreign;
  try {
    foreign = readForeign(document);
  } catch (error) {
    return { ...nothing, inventory: () => Promise.reject(error) };
  }
  return { ...nothing, ...asked(foreign), inventory: async () => inventoryOf(foreign) };
}

function asked(foreign: Foreign): Partial<Pick<AgentMessage, 'action' | 'tasks'>> {
  if (foreign.syntax === 'xml') {
    const query = foreign.root.children.find((child) => child.name === 'query')?.text.trim();
    return query ? { action: actionName(query) } : {};
  }
  if (foreign.syntax !== 'json' || typeof foreign.value !== 'object' || foreign.value === null) return {};
  const { action, query, 'enabled-tasks': tasks } = foreign.value as Record<string, unknown>;
  const written = [action, query].find((a) => typeof a === 'string') as string | undefined;
  return {
    ...(written === undefined ? {} : { action: actionName(written) }),
    ...(Array.isArray(tasks) ? { tasks: tasks.filter((t): t is string => typeof t === 'string').slice(0, 40) } : {}),
  };
}

const actionName = (said: string): string => said.toLowerCase().slice(0, 40);
