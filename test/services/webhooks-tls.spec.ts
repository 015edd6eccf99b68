import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Line, Sender } from '../../libs/bank/events/webhooks/sender.js';
import { needs } from '../support/runner/tools.js';
import { scratchFolder } from '../support/servers/scratch.js';

const NAME = 'outil.example.org';
const PROGRAM: string = 'openssl';

needs(['openssl'], 'a webhook over TLS, where an authority of one’s own signs', () => {
  let authority: string;
  let receiver: https.Server;
  let port: number;
  let asked: string[];

  beforeAll(async () => {
    const folder = scratchFolder('webhook-tls-');
    const of = (file: string) => join(folder, file);
    const openssl = (...args: string[]) => execFileSync(PROGRAM, args, { stdio: 'pipe', cwd: folder });
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    openssl('req', '-x509', ...made, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Essai');
    openssl(
      'req',
      ...made.slice(0, -2),
      '-keyout',
      'key.pem',
      '-out',
      'asked.csr',
      '-subj',
      `/CN=${NAME}`,
      '-addext',
      `subjectAltName=DNS:${NAME}`,
    );
    openssl(
      'x509',
      '-req',
      '-in',
      'asked.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-days',
      '2',
      '-copy_extensions',
      'copy',
      '-out',
      'cert.pem',
    );
    authority = of('ca.pem');
    receiver = https.createServer(
      { key: readFileSync(of('key.pem')), cert: readFileSync(of('cert.pem')) },
      (request, response) => {
        asked.push(request.headers.host!);
        response.end('ok');
      },
    );
    await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
    port = (receiver.address() as AddressInfo).port;
  });
  afterAll(() => {
    receiver?.closeAllConnections();
    receiver?.close();
  });
  beforeEach(() => {
    asked = [];
  });

  const post = async (settings: { proxy?: string; authorities?: string }, name = NAME) => {
    const sender = new Sender(
      { allowed: ['127.0.0.1'], proxy: settings.proxy ?? null, authorities: settings.authorities ?? null },
      async () => [{ address: '127.0.0.1', family: 4 }],
    );
    const line = await sender.open(`https://${name}:${port}/entrant`);
    if (!(line instanceof Line)) throw new Error(line);
    try {
      return await line.post({}, '{}');
    } finally {
      line.close();
    }
  };

  test('is sent where the operator named that authority, and nowhere else', async () => {
    expect(await post({})).toMatchObject({ status: null, failure: 'certificate' });
    expect(asked).toEqual([]);
    expect(await post({ authorities: authority })).toMatchObject({ status: 200, failure: null });
    expect(asked).toEqual([`${NAME}:${port}`]);
    // Its certificate is of that name alone.
    expect(await post({ authorities: authority }, 'autre.example.org')).toMatchObject({ failure: 'certificate' });
  });

  test('goes through the operator’s proxy, which sees the checked address and no word of it', async () => {
    const tunnels: string[] = [];
    const seen: Buffer[] = [];
    const proxy = http.createServer();
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url!);
      socket.on('data', (part: Buffer) => seen.push(part));
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      receiver.emit('connection', socket);
    });
    await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
    const through = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    expect(await post({ proxy: through })).toMatchObject({ status: null, failure: 'certificate' });
    expect(await post({ proxy: through, authorities: authority })).toMatchObject({ status: 200, answer: 'ok' });
    proxy.closeAllConnections();
    proxy.close();
    expect(tunnels).toEqual(Array(2).fill(`127.0.0.1:${port}`));
    expect(Buffer.concat(seen).toString('latin1')).not.toContain('/entrant');
  });
});
