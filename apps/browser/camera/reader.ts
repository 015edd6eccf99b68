import type { BarcodeDetector, BarcodeFormat } from 'barcode-detector/ponyfill';

const FORMATS: BarcodeFormat[] = ['qr_code', 'code_128', 'code_39', 'ean_13', 'data_matrix', 'itf'];

type WithReader = { BarcodeDetector?: typeof BarcodeDetector };

/** The browser's own reader where it has one, else ours. */
export async function openReader(): Promise<Pick<BarcodeDetector, 'detect'>> {
  const { BarcodeDetector: Own } = globalThis as WithReader;
  if (Own) {
    const known = await Own.getSupportedFormats();
    const formats = FORMATS.filter((format) => known.includes(format));
    if (formats.includes('qr_code')) return new Own({ formats });
  }
  const { openOurReader } = await import('./code-reader.js');
  return openOurReader(FORMATS);
}

const OURS = /\/E\/([^/?#]+)$/i;

/** The code in our QR, which is an address. */
export function codeOf(text: string): string {
  const code = OURS.exec(text.trim())?.[1];
  return code === undefined ? text.trim() : decodeURIComponent(code);
}
