import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** What a browser of today sends with a page's address. */
export const BROWSER: Readonly<Record<string, string>> = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'fr,fr-FR;q=0.9,en;q=0.7',
};

/** One request, read to its end, its body as JSON or as the bytes it is; anything but the expected status is a failed bench. */
export function call(
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: object | Buffer,
  expected = 200,
): Promise<void> {
  const payload = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return new Promise((done, failed) => {
    const req = request(
      url,
      {
        agent,
        method: payload === undefined ? 'GET' : 'POST',
        headers: { ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      },
      (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          res.statusCode === expected
            ? done()
            : failed(new Error(`${res.statusCode} ${url}\n${Buffer.concat(chunks).toString().slice(0, 500)}`)),
        );
      },
    );
    req.on('error', failed);
    req.end(payload);
  });
}
