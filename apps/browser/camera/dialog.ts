import type { BarcodeDetector, BarcodeFormat } from 'barcode-detector/ponyfill';
import { newElement } from '../page/element.js';

const LOOK_MS = 120;

const REFUSED: Readonly<Record<string, string>> = {
  NotAllowedError:
    'L’appareil photo est bloqué pour ce site. Autorisez-le dans les réglages du navigateur, ou tapez le code.',
  NotFoundError: 'Cet appareil n’a pas d’appareil photo. Tapez le code.',
  NotReadableError: 'Une autre application se sert de l’appareil photo. Fermez-la, ou tapez le code.',
};
const FACING = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };

/** Opens the camera, to read `what`; gives the code, or null when it was closed. */
export function readCode(what: string): Promise<string | null> {
  const said = newElement('p', { className: 'camera-said', textContent: 'L’appareil photo s’ouvre…' });
  said.setAttribute('role', 'status');
  const video = newElement('video', { muted: true, playsInline: true });
  const close = newElement('button', { type: 'button', className: 'button secondary', textContent: 'Fermer' });
  const actions = newElement('div', { className: 'camera-actions' }, close);
  const dialog = newElement('dialog', { className: 'camera' }, video, said, actions);
  dialog.setAttribute('aria-label', `Scanner : ${what}`);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (code: string | null): void => {
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
      dialog.remove();
      done(code);
    };
    const start = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: FACING });
      if (!dialog.isConnected) return end(null);
      video.srcObject = stream;
      await video.play();
      addTorch(actions, stream);
      const reader = await openReader();
      said.textContent = `Visez : ${what}. La lecture se fait toute seule.`;
      const look = async (): Promise<void> => {
        const [found] = await reader.detect(video).catch(() => []);
        if (!dialog.isConnected) return;
        if (found) return end(codeOf(found.rawValue));
        timer = setTimeout(() => void look(), LOOK_MS);
      };
      await look();
    };
    close.addEventListener('click', () => end(null));
    dialog.addEventListener('cancel', () => end(null));
    start().catch((error: { name?: string } | null) => {
      said.textContent = REFUSED[error?.name ?? ''] ?? 'L’appareil photo ne s’ouvre pas. Tapez le code.';
    });
  });
}

/** `torch` is of the Image Capture draft: not in TypeScript's library. */
const hasTorch = (track: MediaStreamTrack): boolean =>
  Boolean((track.getCapabilities?.() as { torch?: boolean } | undefined)?.torch);

function addTorch(actions: HTMLElement, stream: MediaStream): void {
  const [track] = stream.getVideoTracks();
  if (!track || !hasTorch(track)) return;
  let on = false;
  const torch = newElement('button', { type: 'button', className: 'button quiet', textContent: 'Lampe' });
  torch.setAttribute('aria-pressed', 'false');
  torch.addEventListener('click', async () => {
    on = !on;
    const lit = { torch: on } as MediaTrackConstraintSet;
    await track.applyConstraints({ advanced: [lit] }).catch(() => undefined);
    torch.setAttribute('aria-pressed', String(on));
  });
  actions.append(torch);
}

const FORMATS: BarcodeFormat[] = ['qr_code', 'code_128', 'code_39', 'ean_13', 'data_matrix', 'itf'];

type WithReader = { BarcodeDetector?: typeof BarcodeDetector };

async function openReader(): Promise<Pick<BarcodeDetector, 'detect'>> {
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

function codeOf(text: string): string {
  const code = OURS.exec(text.trim())?.[1];
  return code === undefined ? text.trim() : decodeURIComponent(code);
}
