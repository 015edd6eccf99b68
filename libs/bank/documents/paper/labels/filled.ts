import type { Outline } from '../fonts.js';

/** An edge of an outline in dots, y downwards; `turn` is +1 downwards, -1 upwards. */
interface Edge {
  readonly top: number;
  readonly bottom: number;
  readonly x: number;
  readonly slope: number;
  readonly turn: number;
}

type Point = readonly [x: number, y: number];

/** Straight pieces that a curve is drawn as: of a letter of some thirty dots, none is longer than a dot or two. */
const PIECES = 8;

/**
 * The edges of a letter's outline; level ones cross no line of dots and are left out.
 * @param place makes dots of the outline's units
 */
export function edgesOf(outline: Outline, place: (x: number, y: number) => Point): Edge[] {
  const edges: Edge[] = [];
  let start: Point = [0, 0];
  let at: Point = [0, 0];
  const lineTo = (to: Point) => {
    const [[x0, y0], [x1, y1]] = [at, to];
    if (y0 !== y1)
      edges.push({
        top: Math.min(y0, y1),
        bottom: Math.max(y0, y1),
        x: y0 < y1 ? x0 : x1,
        slope: (x1 - x0) / (y1 - y0),
        turn: y0 < y1 ? 1 : -1,
      });
    at = to;
  };
  for (const { command, args } of outline.commands) {
    const points = Array.from({ length: args.length / 2 }, (_, i) => place(args[2 * i]!, args[2 * i + 1]!));
    if (command === 'moveTo') {
      lineTo(start);
      start = points[0]!;
      at = start;
    } else if (command === 'closePath') lineTo(start);
    else {
      const through = [at, ...points];
      const pieces = through.length === 2 ? 1 : PIECES;
      for (let i = 1; i <= pieces; i++) lineTo(along(through, i / pieces));
    }
  }
  lineTo(start);
  return edges;
}

/** The point of a curve at `t` of its way (de Casteljau): a line, a quadratic or a cubic one. */
function along(points: readonly Point[], t: number): Point {
  if (points.length === 1) return points[0]!;
  const between = points.slice(1).map(([x, y], i): Point => {
    const [x0, y0] = points[i]!;
    return [x0 + (x - x0) * t, y0 + (y - y0) * t];
  });
  return along(between, t);
}

/** Blackens the dots of a picture, eight to a byte, whose middles are inside the edges of some letter (a contour inside another that turns against it is a hole). */
export function fill(bytes: Buffer, width: number, height: number, edges: readonly Edge[]): void {
  const across = Math.ceil(width / 8);
  for (let y = 0; y < height; y++) {
    const middle = y + 0.5;
    const crossings = edges
      .filter((edge) => edge.top <= middle && middle < edge.bottom)
      .map(({ x, top, slope, turn }) => ({ x: x + (middle - top) * slope, turn }))
      .sort((a, b) => a.x - b.x);
    let inside = 0;
    for (const [i, { x, turn }] of crossings.entries()) {
      inside += turn;
      if (inside === 0) continue;
      const end = Math.min(width, Math.ceil((crossings[i + 1]?.x ?? x) - 0.5));
      for (let dot = Math.max(0, Math.ceil(x - 0.5)); dot < end; dot++)
        bytes[y * across + (dot >> 3)]! |= 0x80 >> (dot & 7);
    }
  }
}
