import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { normalAddress } from './addresses.js';
import { Line, type Resolve, Sender } from './sender.js';

const settings = { allowed: ['127.0.0.1'], proxy: null, authorities: null };
const to = (...addresses: readonly string[]): Resolve => {
  const left = [...addresses];
  return async () => [{ address: left.length > 1 ? left.shift()! : left[0]!, family: left[0]!.includes(':') ? 6 : 4 }];
};

let server: http.Server;
let port: number;
let asked: http.IncomingMessage[];
beforeEach(async () => {
  asked = [];
  server = http.createServer((request, response) => {
    asked.push(request);
    response.end('ok');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('where a message goes', () => {
  test('to the IP address that was checked, although the name leads elsewhere a moment later', async () => {
    let looked = 0;
    const changes: Resolve = async () => {
      looked++;
      return [{ address: looked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    };
    const line = await new Sender(settings, changes).open(`http://outil.example.org:${port}/entrant`);
    if (!(line instanceof Line)) throw new Error(line);
    for (let i = 0; i < 2; i++) expect(await line.post({}, '{}')).toMatchObject({ status: 200, answer: 'ok' });
    line.close();
    expect([looked, asked.map(({ headers }) => headers.host)]).toEqual([1, Array(2).fill(`outil.example.org:${port}`)]);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '0.0.0.0',
    '192.0.0.192',
    '168.63.129.16',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fd00:ec2::254',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::',
    '::ffff:168.63.129.16',
    '::ffff:a83f:8110',
    '::a9fe:a9fe',
    '4000::1',
  ])('never to %s, unless the operator names it', async (ip) => {
    const none = { ...settings, allowed: [] };
    expect(await new Sender(none, to(ip)).open('https://outil.example.org/')).toBe('address_refused');
    const named = await new Sender({ ...none, allowed: ['outil.example.org'] }, to(ip)).open(
      'https://outil.example.org/',
    );
    expect(named).toBeInstanceOf(Line);
  });

  test('to none of a name that leads to one of those too', async () => {
    const both: Resolve = async () => [
      { address: '203.0.113.7', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    expect(await new Sender(settings, both).open('https://outil.example.org/')).toBe('address_refused');
  });

  test('to none of a name that leads nowhere', async () => {
    const nowhere: Resolve = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await new Sender(settings, nowhere).open('https://outil.example.org/')).toBe('address_unknown');
  });

  test('through the operator’s proxy, which is asked for the IP address that was checked', async () => {
    const tunnels: string[] = [];
    const proxy = http.createServer();
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url!);
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      server.emit('connection', socket);
    });
    await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
    const through = { ...settings, proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const line = await new Sender(through, to('127.0.0.1')).open('http://outil.example.org/entrant');
    if (!(line instanceof Line)) throw new Error(line);
    expect(await line.post({}, '{}')).toMatchObject({ status: 200 });
    line.close();
    proxy.closeAllConnections();
    proxy.close();
    expect(tunnels).toEqual(['127.0.0.1:80']);
  });
});

describe('what would hold a worker', () => {
  test('an answer that takes the connection over ends there', async () => {
    server.on('connection', (socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
    );
    const line = await new Sender(settings, to('127.0.0.1')).open(`http://outil.example.org:${port}/`);
    if (!(line instanceof Line)) throw new Error(line);
    expect(await line.post({}, '{}')).toMatchObject({ status: 101, failure: null });
    line.close();
  });

  test('a proxy’s tunnel in which nobody answers ends with the line', async () => {
    const proxy = http.createServer();
    const ended = new Promise<void>((over) => {
      proxy.on('connect', (_, socket) => {
        socket.once('end', over).once('error', over).resume();
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        setImmediate(() => line.close());
      });
    });
    await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
    const through = { ...settings, proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const opened = await new Sender(through, to('127.0.0.1')).open('https://outil.example.org/entrant');
    if (!(opened instanceof Line)) throw new Error(opened);
    const line = opened;
    void line.post({}, '{}');
    await ended;
    proxy.close();
  });
});

describe('an address', () => {
  test.each([
    ['https://outil.example.org/x', 'https://outil.example.org/x'],
    ['  https://Outil.example.org ', 'https://outil.example.org/'],
    ['http://10.1.2.3/x', 'http://10.1.2.3/x'],
  ])('%s is one', (typed, stored) => {
    expect(normalAddress(typed, ['10.1.0.0/16'])).toBe(stored);
  });

  test.each([
    ['http://outil.example.org/x', 'events.webhook_address_insecure'],
    ['https://0x7f.1/', 'events.webhook_address_inside'],
    ['https://2130706433/', 'events.webhook_address_inside'],
    ['https://[::1]/', 'events.webhook_address_inside'],
    ['https://[::ffff:168.63.129.16]/', 'events.webhook_address_inside'],
    ['ftp://outil.example.org/', 'events.webhook_address_wrong'],
    ['https://outil.example.org/#x', 'events.webhook_address_wrong'],
  ])('%s is none: %s', (typed, code) => {
    expect(() => normalAddress(typed, [])).toThrow(code);
  });
});
