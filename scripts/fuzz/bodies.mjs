/** What fields become on their way, and whoever sends them. */

export const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'application/xml',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'a',
  '',
];
export const BODIES = [
  '',
  '{',
  '[]',
  'null',
  '"a"',
  '{"a":1}',
  '{"__proto__":{"a":1}}',
  'a=1&a=2&a[b]=3',
  '%',
  '=&=&=',
  '<a/>',
  '--x\r\n\r\n',
  '\0',
];

/** Whoever was let through, or one time in so many anybody. */
export const somebody = (draw, allowed, names) =>
  allowed.length === 0 || draw.oneIn(5) ? draw.of(names) : draw.of(allowed);

export const queryOf = (pairs) =>
  pairs
    .map(
      ([name, value]) =>
        `${encodeURIComponent(name)}=${encodeURIComponent(String(value).slice(0, 3000).toWellFormed())}`,
    )
    .join('&');

export const json = (value) => ({ type: 'application/json', body: Buffer.from(JSON.stringify(value) ?? '') });
export const textOf = (value) => (typeof value === 'object' && value && 'bytes' in value ? value.name : String(value));
export function urlencoded(fields) {
  const pairs = fields.flatMap(([name, value]) => [value].flat().map((one) => [name, textOf(one)]));
  return { type: 'application/x-www-form-urlencoded', body: Buffer.from(new URLSearchParams(pairs).toString()) };
}
export function multipart(draw, fields) {
  const boundary = `fuzz${draw.uuid()}`;
  const parts = fields.flatMap(([name, value]) =>
    [value].flat().map((one) => {
      const file = typeof one === 'object' && one && 'bytes' in one;
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file ? `; filename="${one.name}"\r\ncontent-type: ${one.type}` : ''}\r\n\r\n`;
      return Buffer.concat([Buffer.from(head), file ? one.bytes : Buffer.from(String(one)), Buffer.from('\r\n')]);
    }),
  );
  const whole = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: draw.oneIn(15) ? whole.subarray(0, draw.below(whole.length)) : whole,
  };
}
