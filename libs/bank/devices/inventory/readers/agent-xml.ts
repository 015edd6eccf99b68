import type { Format } from '../formats.js';
import { inventoryFromContent } from './glpi-content.js';
import { type Entry, entryOf, textOf } from './tree.js';
import { type XmlNode, xmlEntry } from './xml-tree.js';

/** Sections of which one must be there: a PROLOG or a network scan has none of them. */
const SECTIONS = new Set(['hardware', 'bios', 'storages', 'cpus', 'memories', 'operatingsystem', 'versionclient']);

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
    return (query === undefined || query === 'INVENTORY') && !!content?.children.some((c) => SECTIONS.has(c.name));
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
