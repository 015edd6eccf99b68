import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import type { Ground } from './ground.js';
import { call } from './http.js';
import type { Whole } from './rounds.js';
import { taker } from './taker.js';

/** What DeviceHub takes in at best on a machine like this, with one client; with two it fails on most. */
const DEVICEHUB = 24;
/** An agent's message with its controllers and ports is about this long; a bench's boot stick leaves software out. */
const BYTES = 40_000;

const GENUINE = 'test/fixtures/inventories/agent_xml/qemu.xml';

/** The message of the real agent, as long as a laptop's, of the machine with this code and serial. */
function messages(): (code: string, serial: string) => Buffer {
  const text = readFileSync(GENUINE, 'utf8').replace(/<ACCESSLOG>[\s\S]*?<\/ACCESSLOG>/, '');
  const entry = `<CONTROLLERS><CAPTION>Sunrise Point-LP PCI Express Root Port</CAPTION><DRIVER>pcieport</DRIVER><MANUFACTURER>Intel Corporation</MANUFACTURER><NAME>Sunrise Point-LP</NAME><PCICLASS>0604</PCICLASS><PCISLOT>00:1c.0</PCISLOT><PRODUCTID>9d10</PRODUCTID><TYPE>PCI bridge</TYPE><VENDORID>8086</VENDORID></CONTROLLERS>
<USBDEVICES><CAPTION>Integrated Camera</CAPTION><CLASS>14</CLASS><MANUFACTURER>Chicony Electronics Co., Ltd</MANUFACTURER><NAME>Integrated Camera</NAME><PRODUCTID>b5ce</PRODUCTID><SUBCLASS>1</SUBCLASS><VENDORID>04f2</VENDORID></USBDEVICES>
<DRIVES><FILESYSTEM>ext4</FILESYSTEM><FREE>189410</FREE><LABEL>racine</LABEL><TOTAL>233320</TOTAL><TYPE>/</TYPE><VOLUMN>/dev/sda2</VOLUMN></DRIVES>\n`;
  const more = entry.repeat(Math.max(0, Math.ceil((BYTES - text.length) / entry.length)));
  const long = text.replace('</CONTENT>', `${more}</CONTENT>`);
  let sent = 0;
  return (code, serial) => {
    sent += 1;
    const own = long
      .replace(/<SSN>[^<]*<\/SSN>/, `<SSN>${serial}</SSN>`)
      .replace(/<UUID>[^<]*<\/UUID>/, `<UUID>${boardOf(serial)}</UUID>`)
      .replace(/(<HARDWARE>[\s\S]*?<NAME>)[^<]*/, `$1${code}`)
      .replace('</CONTENT>', `<ACCESSLOG><LOGDATE>${sent}</LOGDATE></ACCESSLOG></CONTENT>`);
    // The sender shares our cores: what it costs to pack is not what is measured.
    return deflateSync(own, { level: 1 });
  };
}

/** Each machine has a board of its own. */
const boardOf = (serial: string): string =>
  createHash('md5')
    .update(serial)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** As many as a campaign of refurbishment sends in a morning, by two boot sticks. */
const INVENTORIES = 200;
const SENDERS = 2;

/** Agents' messages, from zlib XML over HTTP with Basic sign-in to a snapshot, its media and a line of history. */
export async function inventories(g: Ground): Promise<Whole> {
  const { rows } = await g.pool.query(
    `SELECT id, code, serial FROM devices.device WHERE state IN ('received','at_workshop','in_stock') ORDER BY md5(id::text) LIMIT 500`,
  );
  const device = taker<{ id: string; code: string; serial: string }>(rows);
  const message = messages();
  const authorization = `Basic ${Buffer.from(`agent:${g.token}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/x-compress-zlib' };
  let seconds = 0;
  return {
    kind: 'whole',
    name: 'inventories taken in',
    count: INVENTORIES,
    atMost: Math.round(INVENTORIES / DEVICEHUB),
    work: async () => {
      const begun = performance.now();
      let left = INVENTORIES;
      const sender = async () => {
        while (left-- > 0) {
          const d = device();
          // A failure of any of them ends the bench.
          await call(`${g.url}/inventory`, headers, message(d.code, d.serial));
        }
      };
      await Promise.all(Array.from({ length: SENDERS }, sender));
      seconds = (performance.now() - begun) / 1000;
    },
    notes: () => [`${((INVENTORIES / seconds) * (1 / DEVICEHUB)).toFixed(1)} × what DeviceHub takes in`],
  };
}
