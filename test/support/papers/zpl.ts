import { execFileSync } from 'node:child_process';

/** One field of a label in ZPL: where it is, what draws it, what it says. */
export interface ZplField {
  readonly x: number;
  readonly y: number;
  readonly kind: 'qr' | 'code128' | 'text' | 'picture';
  readonly data: string;
  /** Dots: of a module of the QR or the bars; the height of a text or a picture. */
  readonly size: number;
}
export interface ZplLabel {
  readonly width: number;
  readonly length: number;
  readonly fields: readonly ZplField[];
}

/** Undoes `^FH`: an underscore and two hexadecimal digits are a byte, all together are UTF-8. */
const unescaped = (data: string): string =>
  Buffer.from(
    data.replace(/_([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** Reads labels back from their commands; anything that is no command of ours fails. */
export function readZpl(zpl: string): ZplLabel[] {
  const labels: ZplLabel[] = [];
  for (const label of zpl.split('^XA').slice(1)) {
    const [body, rest] = label.split('^XZ');
    if (rest?.trim()) throw new Error(`after the end: ${rest}`);
    const head = /^\s*\^CI28\s*\^PW(\d+)\s*\^LL(\d+)\s*\^LH0,0\s*/.exec(body!);
    if (!head) throw new Error(`no head: ${body}`);
    const fields = body!
      .slice(head[0].length)
      .split('^FS')
      .filter((line) => line.trim())
      .map((line): ZplField => {
        const picture = /^\s*\^FO(\d+),(\d+)\^GFA,(\d+),\3,(\d+),([0-9A-F]*)$/.exec(line);
        if (picture) {
          const [, x, y, bytes, across, data] = picture;
          if (data!.length !== 2 * Number(bytes)) throw new Error(`a picture of another size: ${line}`);
          return { x: Number(x), y: Number(y), kind: 'picture', size: Number(bytes) / Number(across), data: data! };
        }
        const at =
          /^\s*\^FO(\d+),(\d+)(?:\^BQN,2,(\d+)\^FH\^FDMA,|\^BY(\d+)\^BCN,\d+,N,N,N\^FD|\^A0N,(\d+),\d+\^FH\^FD)([^^~]*)$/.exec(
            line,
          );
        if (!at) throw new Error(`no field: ${line}`);
        const [, x, y, qr, bars, text, data] = at;
        const kind = qr ? 'qr' : bars ? 'code128' : 'text';
        return { x: Number(x), y: Number(y), kind, size: Number(qr ?? bars ?? text), data: unescaped(data!) };
      });
    labels.push({ width: Number(head[1]), length: Number(head[2]), fields });
  }
  return labels;
}

/** The labels as a Zebra printer would print them, drawn by a program that reads ZPL, in a process of its own. */
export function drawZpl(zpl: string, size: { width: number; height: number }, dotsPerMm: number): Buffer[] {
  const script = `
    const { ready } = require('zpl-renderer-js');
    let zpl = '';
    process.stdin.on('data', (part) => { zpl += part; }).on('end', async () => {
      const { api } = await ready;
      const drawn = await api.zplToBase64MultipleAsync(zpl, ${size.width}, ${size.height}, ${dotsPerMm});
      process.stdout.write(JSON.stringify(drawn), () => process.exit(0));
    });`;
  const said = execFileSync(process.execPath, ['-e', script], { input: zpl, encoding: 'utf8', maxBuffer: 1 << 26 });
  return (JSON.parse(said) as string[]).map((picture) => Buffer.from(picture, 'base64'));
}
