import { RuleBroken } from '#platform/kernel';
import { agentMessage } from './agent-message.js';

const xml = (body: string) => Buffer.from(`<?xml version="1.0"?><REQUEST>${body}</REQUEST>`);
const CONTENT = '<CONTENT><BIOS><SSN>AM-1</SSN></BIOS><HARDWARE><NAME>pc</NAME></HARDWARE></CONTENT>';

test.each<[string, Buffer, string]>([
  ['before its content', xml(`<QUERY> PROLOG </QUERY>${CONTENT}`), 'prolog'],
  ['after it', xml(`${CONTENT}<QUERY>SNMP</QUERY>`), 'snmp'],
  [
    'in a comment or in its content it does not',
    xml('<!--<QUERY>A</QUERY>--><CONTENT><QUERY>B</QUERY></CONTENT>'),
    'inventory',
  ],
  ['in another encoding', Buffer.from('\ufeff<REQUEST><QUERY>PROLOG</QUERY></REQUEST>', 'utf16le'), 'prolog'],
  ['with what only the whole reader takes', xml('<QUERY kind="x"><![CDATA[PROLOG]]></QUERY>'), 'prolog'],
  ['in JSON', Buffer.from('{"action":"contact","enabled-tasks":["inventory",3]}'), 'contact'],
  ['nowhere', Buffer.from('{}'), 'inventory'],
])('says what it wants %s', (_, document, action) => {
  expect(agentMessage(document).action).toBe(action);
});

test('brings the inventory of a document that was read once', async () => {
  const message = agentMessage(xml(`<QUERY>INVENTORY</QUERY>${CONTENT}`));
  expect([message.language, message.action]).toEqual(['xml', 'inventory']);
  expect((await message.inventory()).source).toBe('agent_xml');
});

test.each([
  ['cut', xml('<QUERY>PROLOG</QUERY>').subarray(0, 40)],
  ['with a document type', Buffer.from('<!DOCTYPE a []><REQUEST><QUERY>PROLOG</QUERY></REQUEST>')],
  ['nothing', Buffer.from('  ')],
])('%s: its reader says that it is no inventory', async (_, document) => {
  const message = agentMessage(document);
  expect(message.action).toBe('inventory');
  await expect(message.inventory()).rejects.toThrow(RuleBroken);
});
