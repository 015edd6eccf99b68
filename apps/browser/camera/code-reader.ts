import { BarcodeDetector, type BarcodeFormat, prepareZXingModule } from 'barcode-detector/ponyfill';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm';

// Our reader of codes, for browsers that have none: a megabyte, fetched only when somebody opens the camera.

export function openOurReader(formats: BarcodeFormat[]): BarcodeDetector {
  prepareZXingModule({
    overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path) },
  });
  return new BarcodeDetector({ formats });
}
