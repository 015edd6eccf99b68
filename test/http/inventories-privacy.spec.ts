import { deflateSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { agentJson, freshMachine } from '../support/machines/machine-documents.js';
import { atTheBench, type Bench } from '../support/machines/machines.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let bench: Bench;
beforeAll(async () => {
  const { fixtures, ...told } = await testAppWith('fixtures');
  t = told.t;
  bench = await atTheBench(t, fixtures);
});
afterAll(() => t.close());

/** What a donor's machine knows of its people: none of it is ours. */
const SECRETS = {
  login: 'marguerite.secrete',
  host: 'POSTE-MARGUERITE',
  mac: '3c:97:0e:aa:bb:cc',
  address: '10.77.88.99',
  key: 'ssh-rsa AAAASECRETKEY',
  licence: 'QQQQQ-WWWWW-EEEEE-RRRRR-TTTTT',
  software: 'LogicielTresPersonnel',
  process: '/opt/journal-intime',
  printer: 'Imprimante de Marguerite',
  remote: '987654321999',
  domain: 'secrets.mairie.example',
  variable: 'JETON_SECRET=abcdef',
} as const;

function json(says: Parameters<typeof agentJson>[0]): Buffer {
  const message = JSON.parse(agentJson(says).toString());
  message.deviceid = `${SECRETS.host}-2026-11-25`;
  message.tag = SECRETS.host;
  Object.assign(message.content, {
    users: [{ login: SECRETS.login, domain: SECRETS.domain }],
    local_users: [{ login: SECRETS.login, name: SECRETS.login }],
    networks: [{ type: 'ethernet', mac: SECRETS.mac, ipaddress: SECRETS.address, description: SECRETS.host }],
    softwares: [{ name: SECRETS.software, userid: SECRETS.login }],
    processes: [{ cmd: SECRETS.process, user: SECRETS.login }],
    printers: [{ name: SECRETS.printer }],
    licenseinfos: [{ key: SECRETS.licence, fullname: SECRETS.software }],
    remote_mgmt: [{ id: SECRETS.remote, type: 'teamviewer' }],
    envs: [{ key: 'JETON_SECRET', val: SECRETS.variable }],
    journal: [{ line: SECRETS.login }],
  });
  Object.assign(message.content.hardware, {
    name: says?.name ?? SECRETS.host,
    lastloggeduser: SECRETS.login,
    winprodkey: SECRETS.licence,
    winowner: SECRETS.login,
    workgroup: SECRETS.domain,
    dns: SECRETS.address,
    sshkey: SECRETS.key,
  });
  return Buffer.from(JSON.stringify(message));
}

/** The same in the old format. */
function xml(name: string, serial: string): Buffer {
  const hardware = `<NAME>${name}</NAME><LASTLOGGEDUSER>${SECRETS.login}</LASTLOGGEDUSER><WINPRODKEY>${SECRETS.licence}</WINPRODKEY><WORKGROUP>${SECRETS.domain}</WORKGROUP><DNS>${SECRETS.address}</DNS>`;
  const users = `<USERS><LOGIN>${SECRETS.login}</LOGIN></USERS>`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><REQUEST><DEVICEID>${SECRETS.host}-1</DEVICEID><QUERY>INVENTORY</QUERY><CONTENT>
    <ACCOUNTINFO><KEYNAME>TAG</KEYNAME><KEYVALUE>${SECRETS.host}</KEYVALUE></ACCOUNTINFO>
    <HARDWARE>${hardware}</HARDWARE><BIOS><SMANUFACTURER>HP</SMANUFACTURER><SMODEL>840</SMODEL><SSN>${serial}</SSN></BIOS>${users}
    <NETWORKS><DESCRIPTION>eth0 ${SECRETS.host}</DESCRIPTION><MACADDR>${SECRETS.mac}</MACADDR><IPADDRESS>${SECRETS.address}</IPADDRESS><TYPE>ethernet</TYPE></NETWORKS>
    <SOFTWARES><NAME>${SECRETS.software}</NAME></SOFTWARES><PROCESSES><CMD>${SECRETS.process}</CMD></PROCESSES>
    <ENVS><KEY>JETON_SECRET</KEY><VAL>${SECRETS.variable}</VAL></ENVS><PRINTERS><NAME>${SECRETS.printer}</NAME></PRINTERS>
    <OPERATINGSYSTEM><NAME>Debian</NAME><SSH_KEY>${SECRETS.key}</SSH_KEY><FQDN>${SECRETS.host}.${SECRETS.domain}</FQDN></OPERATINGSYSTEM>
    <REMOTE_MGMT><ID>${SECRETS.remote}</ID></REMOTE_MGMT>
    <STORAGES><NAME>sda</NAME><TYPE>disk</TYPE><DISKSIZE>500107</DISKSIZE><SERIAL>SX${serial}</SERIAL><DESCRIPTION>SATA</DESCRIPTION></STORAGES>
    </CONTENT></REQUEST>`);
}

test('nothing of the people who used a machine is in any table, attached or waiting', async () => {
  const [json1, xml1] = [await bench.device(), await bench.device()];
  const post = async (document: Buffer) => {
    const answer = await t.inject({
      method: 'POST',
      url: '/inventory',
      payload: deflateSync(document),
      headers: {
        authorization: `Basic ${Buffer.from(`agent:${bench.token}`).toString('base64')}`,
        'content-type': 'application/x-compress-zlib',
      },
    });
    expect(answer.statusCode).toBe(200);
  };
  await post(json({ ...freshMachine(), name: json1.code }));
  await post(json({ ...freshMachine() }));
  await post(xml(xml1.code, '5CG7SECRET1'));
  await post(xml(SECRETS.host, '5CG7SECRET2'));
  const db = t.app.get(DataSource);
  const states = await db.query('SELECT state FROM inventories.received ORDER BY id');
  expect(states.map((r: { state: string }) => r.state)).toEqual(['attached', 'waiting', 'attached', 'waiting']);

  const tables: { name: string }[] = await db.query(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    for (const [what, secret] of Object.entries(SECRETS)) {
      const [{ n }] = await db.query(
        `SELECT count(*)::int AS n FROM ${name} x WHERE strpos(lower(x::text), lower($1)) > 0`,
        [secret],
      );
      if (n > 0) found.push(`${what} in ${name}`);
    }
  }
  expect(found).toEqual([]);
  // And it can fail: what is kept is found in the same way.
  const [{ n }] = await db.query(
    `SELECT count(*)::int AS n FROM devices.snapshot x WHERE strpos(x::text, '5CG7SECRET1') > 0`,
  );
  expect(n).toBe(1);
});
