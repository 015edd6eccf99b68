import { newQr } from './drawing-libraries.js';

const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]+$/;

/**
 * Level M: runs of black modules of a row are one rectangle, the whole is one fill, sharp at any size and twenty times faster than a picture.
 * @param x left edge, and y bottom edge, in PDF space (y upwards); `size` without its quiet zone
 */
export function qrPath(text: string, x: number, y: number, size: number): string {
  const { ops, size: modules } = qrModules(text);
  const scale = n(size / modules);
  return `q ${scale} 0 0 ${scale} ${n(x)} ${n(y)} cm\n${ops} Q`;
}

/** One module is one unit, the lower left corner at (0, 0): whole numbers are short, which counts when there are thousands. The caller scales. */
function qrModules(text: string): { ops: string; size: number } {
  let ops = '';
  const size = eachRun(text, (column, row, width, modules) => {
    ops += `${column} ${modules - row - 1} ${width} 1 re\n`;
  });
  return { ops: `${ops}f`, size };
}

/** White around it, in modules, without which cameras do not see it. */
const QUIET = 4;

export function qrPicture(text: string, label: string): string {
  let path = '';
  const size = eachRun(text, (column, row, width) => {
    path += `M${column} ${row}h${width}v1h-${width}z`;
  });
  const whole = size + 2 * QUIET;
  return `<svg class="qr" viewBox="-${QUIET} -${QUIET} ${whole} ${whole}" role="img" aria-label="${label}"><path fill="#fff" d="M-${QUIET} -${QUIET}h${whole}v${whole}h-${whole}z"/><path fill="#000" d="${path}"/></svg>`;
}

type Run = (column: number, row: number, width: number, modules: number) => void;

/** Runs of black modules, row by row from the top. Gives how many modules wide the code is. */
function eachRun(text: string, draw: Run): number {
  const data = ALPHANUMERIC.test(text) ? [{ data: text, mode: 'alphanumeric' as const }] : text;
  const { size, data: black } = newQr(data, { errorCorrectionLevel: 'M' }).modules;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const start = column;
      while (column < size && black[row * size + column] === 1) column++;
      if (column > start) draw(start, row, column - start, size);
    }
  }
  return size;
}

const n = (value: number): string => String(Math.round(value * 1e6) / 1e6);

/** In capitals so that the QR stays small. Whoever holds the paper has it; nobody guesses it. */
export const verificationOf = (site: string, number: string, secret: string): string =>
  `${site}/V/${number}-${secret}`.toUpperCase();

/** Also typed by hand; null when it cannot be one. */
export function readVerification(text: string): { number: string; secret: string } | null {
  const read = /^([A-Z]{2}-\d{4}-\d{4,9})-?([0-9A-F]{24})$/.exec(text.toUpperCase().replace(/\s/g, ''));
  return read ? { number: read[1]!, secret: read[2]! } : null;
}
