import type { Format } from './formats.js';
import { inventoryFromContent } from './glpi-content.js';
import { isEntry, textOf } from './tree.js';

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
    return inventoryFromContent('glpi_json', isEntry(document.content) ? document.content : {}, {
      tag: textOf(document, 'tag'),
      partial: document.partial === true || document.partial === 1,
      itemType: textOf(document, 'itemtype'),
    });
  },
};
