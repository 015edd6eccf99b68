import type { Format } from '../formats.js';
import { inventoryFromContent } from './glpi-content.js';
import { type Entry, entriesOf, entryOf, isEntry, textOf } from './tree.js';
import { type XmlNode, xmlEntry } from './xml-tree.js';

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
 * What `--additional-content` merges from an XML stands in capitals beside the agent's own sections, and is put where the agent has none;
 * the name in it is what a technician typed.
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

const childOf = (node: XmlNode, name: string): XmlNode | undefined => node.children.find((c) => c.name === name);

/**
 * The XML of OCS Inventory and FusionInventory agents, and of glpi-agent towards old servers:
 * `<REQUEST><QUERY>INVENTORY</QUERY><CONTENT>…`. Sections come again for each entry; names are GLPI's in capitals.
 */
export const agentXml: Format = {
  id: 'agent_xml',
  recognise: (d) => {
    if (d.syntax !== 'xml' || !['request', 'ocs'].includes(d.root.name)) return false;
    const query = childOf(d.root, 'query')?.text.trim().toUpperCase();
    const content = childOf(d.root, 'content');
    return (query === undefined || query === 'INVENTORY') && !!content?.children.some((c) => SECTIONS.includes(c.name));
  },
  read: (d) => {
    const content = d.syntax === 'xml' ? childOf(d.root, 'content') : undefined;
    const entries = renamed(content ? xmlEntry(content) : {});
    const root: Entry = d.syntax === 'xml' ? xmlEntry(d.root, 0) : {};
    return inventoryFromContent('agent_xml', entries, {
      tag: textOf(root, 'tag'),
      partial: /^(?:1|yes|true)$/i.test(textOf(root, 'partial') ?? ''),
      itemType: textOf(root, 'itemtype') ?? textOf(entryOf(entries, 'hardware'), 'itemtype'),
    });
  },
};

/** OCS' own words where GLPI has others; a section whose entries are empty stays a section. */
function renamed(content: Entry): Entry {
  const sections: Record<string, unknown> = { ...content };
  // `<STORAGES></STORAGES>`: the agent looked and found none.
  for (const name of ['storages']) if (typeof sections[name] === 'string') sections[name] = [];
  return sections;
}
