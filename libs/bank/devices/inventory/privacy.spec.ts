import fc from 'fast-check';
import { type Inventory, readInventory } from '#bank/devices';
import { inventoryFiles } from '../../../../test/support/machines/inventories.js';

/** What leaves the door apart from the two texts in which a code is looked for, and which are not kept. */
const kept = (i: Inventory): string => JSON.stringify({ ...i, receivedName: null, tag: null });

/** Names, logins, addresses and keys that the samples hold on purpose. */
const PERSONAL =
  /claire|propri.taire|mairie|10\.20\.30|203\.0\.113|00:00:5e|02:00:00:00|ssh-rsa|AAAAA-|DDDDD-|VK7JG|WINPROD|999888777|firefox|copieur|etat.?civil|azerty|photos de|secretariat|pc-de|pc-compta|pc-demo|hidpp|logitech|jumpdrive|registr|8933|\+336/i;

describe('what is kept of an inventory', () => {
  it.each(inventoryFiles.map((f) => [`${f.format}/${f.name}`, f.bytes] as const))(
    '%s keeps nothing of the people who used the machine',
    (_name, bytes) => {
      expect(kept(readInventory(bytes))).not.toMatch(PERSONAL);
    },
  );

  it('the samples do hold such things', () => {
    const holding = inventoryFiles.filter((f) => PERSONAL.test(f.bytes.toString('latin1')));
    expect(new Set(holding.map((f) => f.format)).size).toBeGreaterThanOrEqual(7);
  });

  const SECRET = 'S3CR3T-claire-hunter2';
  const json = inventoryFiles.filter((f) => /^\s*[[{]/.test(f.bytes.toString('utf8')));
  /** The same document with an unknown field, a section and a list planted in one of its objects. */
  function planted(value: unknown, at: number): { document: unknown; objects: number } {
    const document = structuredClone(value);
    let objects = 0;
    const stack: unknown[] = [document];
    while (stack.length) {
      const node = stack.pop();
      if (node === null || typeof node !== 'object') continue;
      if (!Array.isArray(node) && objects++ === at)
        Object.assign(node, {
          users: [{ login: SECRET, name: SECRET }],
          licenseinfos: { key: SECRET },
          ssh_key: SECRET,
          owner: SECRET,
          ipaddress: SECRET,
          envs: [{ key: 'HOME', val: SECRET }],
          [SECRET]: { deeper: [SECRET] },
        });
      stack.push(...(Array.isArray(node) ? node : Object.values(node)));
    }
    return { document, objects };
  }

  it.each(json.map((f) => [`${f.format}/${f.name}`, f.bytes] as const))(
    '%s: what is planted anywhere does not come out',
    (_name, bytes) => {
      let value: unknown;
      try {
        value = JSON.parse(bytes.toString('utf8'));
      } catch {
        return;
      }
      const { objects } = planted(value, -1);
      fc.assert(
        fc.property(fc.nat({ max: objects - 1 }), (at) => {
          const { document } = planted(value, at);
          let inventory: Inventory;
          try {
            inventory = readInventory(JSON.stringify(document));
          } catch {
            // An object of numbered keys only, with a foreign one among them, is no longer inxi's.
            return;
          }
          expect(kept(inventory)).not.toContain(SECRET);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('an XML document with the same planted in every section', () => {
    for (const { bytes } of inventoryFiles.filter((f) => f.format === 'agent_xml')) {
      const text = bytes.toString('latin1');
      const everywhere = text.replace(
        /<\/([A-Z_]+)>\s*(?=<(?:[A-Z_]+>|\/CONTENT))/g,
        (whole) => `${whole}<OWNER>${SECRET}</OWNER><SSH_KEY>${SECRET}</SSH_KEY>`,
      );
      const sections = [
        'USERS',
        'ENVS',
        'PRINTERS',
        'REMOTE_MGMT',
        'SIMCARDS',
        'USBDEVICES',
        'ANTIVIRUS',
        'DIARY',
        'PROCESSES',
      ];
      const more = everywhere.replace(
        '</CONTENT>',
        `${sections.map((s) => `<${s}><NAME>${SECRET}</NAME><LOGIN>${SECRET}</LOGIN><SERIAL>${SECRET}</SERIAL></${s}>`).join('')}</CONTENT>`,
      );
      expect(more).toContain(SECRET);
      expect(kept(readInventory(Buffer.from(more, 'latin1')))).not.toContain(SECRET);
    }
  });
});
