import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The pictograms on paper; the same thing has the same one on the screens. */
export type Pictogram =
  | 'truck'
  | 'shield-check'
  | 'package-open'
  | 'hand-heart'
  | 'card-sim'
  | 'check'
  | 'info'
  | 'life-buoy'
  | 'signature'
  | 'ban'
  | 'archive'
  | 'banknote'
  | 'calendar-x'
  | 'clock'
  | 'copy'
  | 'file-text'
  | 'lock'
  | 'mail'
  | 'map-pin'
  | 'message-square'
  | 'pencil'
  | 'phone'
  | 'qr-code'
  | 'refresh-cw'
  | 'scale'
  | 'server'
  | 'tag'
  | 'thumbs-up'
  | 'undo-2';

const require = createRequire(import.meta.url);
const read = new Map<Pictogram, string>();
const source = (name: Pictogram): string => {
  const svg = read.get(name) ?? readFileSync(require.resolve(`lucide-static/icons/${name}.svg`), 'utf8');
  read.set(name, svg);
  return svg;
};

/** Lucide, as paths, its upper left corner at (x, y); `size` in points. */
export function pictogram(
  doc: PDFKit.PDFDocument,
  name: Pictogram,
  x: number,
  y: number,
  size: number,
  colour: string,
): void {
  doc
    .save()
    .translate(x, y)
    .scale(size / 24);
  doc.lineWidth(1.9).lineCap('round').lineJoin('round').strokeColor(colour);
  for (const [, tag, text] of source(name).matchAll(/<(path|circle|rect|line|polyline|ellipse)\s([^>]*?)\/?>/g)) {
    const of = Object.fromEntries(
      [...(text ?? '').matchAll(/([\w-]+)="([^"]*)"/g)].map(([, k, v]) => [k, v]),
    ) as Record<string, string>;
    const at = (key: string) => Number(of[key] ?? 0);
    if (tag === 'path') doc.path(of.d as string);
    else if (tag === 'circle') doc.circle(at('cx'), at('cy'), at('r'));
    else if (tag === 'ellipse') doc.ellipse(at('cx'), at('cy'), at('rx'), at('ry'));
    else if (tag === 'rect') doc.roundedRect(at('x'), at('y'), at('width'), at('height'), at('rx'));
    else if (tag === 'line') doc.moveTo(at('x1'), at('y1')).lineTo(at('x2'), at('y2'));
    else
      doc.polygon(
        ...(of.points ?? '')
          .trim()
          .split(/\s+/)
          .map((p) => p.split(',').map(Number)),
      );
    doc.stroke();
  }
  doc.restore();
}
