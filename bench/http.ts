import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request, read to its end; anything but the expected status is a failed bench. */
export function call(url: string, headers: Record<string, string>, body?: object, expected = 200): Promise<void> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((done, failed) => {
    const req = request(
      url,
      {
        agent,
        method: payload === undefined ? 'GET' : 'POST',
        headers: { ...headers, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
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
