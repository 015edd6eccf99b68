import type { Format } from '../formats.js';
import { inventoryFromContent } from './glpi-content.js';
import { type Entry, entriesOf, isEntry, textOf } from './tree.js';

/** Any of these makes a document one of a machine; an agent's contact message has none. */
const SECTIONS = ['hardware', 'bios', 'storages', 'versionclient', 'operatingsystem', 'cpus', 'memories'];

/**
 * The JSON that glpi-agent and GLPI's Android agent post (GLPI 10 and 11, `inventory_format`), full or partial.
 * https://github.com/glpi-project/inventory_format
 */
export const glpiJson: Format = {
  id: 'glpi_json',
  recognise: (d) => {
    if (d.syntax !== 'json' || !isEntry(d.value)) return false;
    const { content, action } = d.value;
    if (!isEntry(content) || (action !== undefined && action !== 'inventory')) return false;
    return SECTIONS.some((section) => content[section] !== undefined && content[section] !== null);
  },
  read: (d) => {
    const document = d.syntax === 'json' && isEntry(d.value) ? d.value : {};
    const { content, typed } = inSmallLetters(isEntry(document.content) ? document.content : {});
    return inventoryFromContent('glpi_json', content, {
      tag: textOf(document, 'tag'),
      typed,
      partial: document.partial === true || document.partial === 1,
      itemType: textOf(document, 'itemtype'),
    });
  },
};

/**
 * What `--additional-content` merges from an XML stands in capitals beside the agent's own sections: `HARDWARE: { NAME: … }`. It is put
 * where the agent has none of its own; the name in it is what a technician typed.
 */
function inSmallLetters(content: Entry): { content: Entry; typed: string | null } {
  const added = Object.keys(content).filter((name) => name !== name.toLowerCase());
  if (!added.length) return { content, typed: null };
  const whole: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(content)) if (!added.includes(name)) whole[name] = value;
  let typed: string | null = null;
  for (const name of added) {
    const section = name.toLowerCase();
    const entries = entriesOf(content, name).map((entry) =>
      Object.fromEntries(Object.entries(entry).map(([field, value]) => [field.toLowerCase(), value])),
    );
    if (section === 'hardware') typed ??= entries.map((e) => textOf(e, 'name')).find((n) => n !== null) ?? null;
    const own = whole[section];
    if (own === undefined || own === null) whole[section] = entries.length === 1 ? entries[0] : entries;
    else if (Array.isArray(own)) whole[section] = [...own, ...entries];
    else if (isEntry(own)) whole[section] = Object.assign({}, ...entries, own);
  }
  return { content: whole, typed };
}
