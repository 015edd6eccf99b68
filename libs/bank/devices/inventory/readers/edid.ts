/**
 * What a screen says of its own size (VESA E-EDID 1.4: bytes 21–22 the size in cm, bytes 54–71 the preferred timing with
 * the size in mm and the pixels). Null for what is no EDID.
 */
export function readEdid(base64: unknown): { inches: number | null; resolution: string | null } | null {
  if (typeof base64 !== 'string' || base64.length > 4096) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < 128 || bytes.toString('hex', 0, 8) !== '00ffffffffffff00') return null;
  const at = (i: number): number => bytes[i] ?? 0;
  const timing = at(54) + at(55) > 0;
  const width = at(56) | ((at(58) & 0xf0) << 4);
  const height = at(59) | ((at(61) & 0xf0) << 4);
  const inMm = [at(66) | ((at(68) & 0xf0) << 4), at(67) | ((at(68) & 0x0f) << 8)] as const;
  const size = timing && inMm[0] > 50 && inMm[1] > 50 ? inMm : ([at(21) * 10, at(22) * 10] as const);
  return {
    inches: size[0] > 0 && size[1] > 0 ? inchesOf(size[0], size[1]) : null,
    resolution: timing && width && height ? `${width}x${height}` : null,
  };
}

/** The diagonal in inches, to one decimal, of a width and a height in millimetres. */
export const inchesOf = (widthMm: number, heightMm: number): number =>
  Math.round((Math.hypot(widthMm, heightMm) / 25.4) * 10) / 10;
