// The camera reads a code as well as a scanner or a hand: one of three equal ways, never the only one. What it saw is typed
// into the field, where it can be seen and corrected.

const FORMATS = ['qr_code', 'code_128', 'code_39', 'ean_13', 'data_matrix', 'itf'];
const LOOK_MS = 120;

/** The browser's own reader where it has one, else ours; either is fetched only when somebody asks for the camera. */
async function openReader() {
  if ('BarcodeDetector' in window) {
    const known = await window.BarcodeDetector.getSupportedFormats();
    const formats = FORMATS.filter((format) => known.includes(format));
    if (formats.includes('qr_code')) return new window.BarcodeDetector({ formats });
  }
  await new Promise((loaded, failed) => {
    const script = document.createElement('script');
    script.src = 'asset(barcode-detector.js)';
    script.addEventListener('load', loaded);
    script.addEventListener('error', failed);
    document.head.append(script);
  });
  const { BarcodeDetector, prepareZXingModule } = window.BarcodeDetectionAPI;
  prepareZXingModule({
    overrides: { locateFile: (path, prefix) => (path.endsWith('.wasm') ? 'asset(zxing-reader.wasm)' : prefix + path) },
  });
  return new BarcodeDetector({ formats: FORMATS });
}

const REFUSED = {
  NotAllowedError:
    'L’appareil photo est bloqué pour ce site. Autorisez-le dans les réglages du navigateur, ou tapez le code.',
  NotFoundError: 'Cet appareil n’a pas d’appareil photo. Tapez le code.',
  NotReadableError: 'Une autre application se sert de l’appareil photo. Fermez-la, ou tapez le code.',
};

const OURS = /\/E\/([^/?#]+)$/i;
/** Of our QR, which is an address, the code alone. */
function codeOf(text) {
  const ours = OURS.exec(text.trim());
  return ours ? decodeURIComponent(ours[1]) : text.trim();
}

function element(name, props, ...children) {
  const made = Object.assign(document.createElement(name), props);
  made.append(...children);
  return made;
}

/** Opens the camera; gives the code it read, or null when it was closed. */
function read(what) {
  const said = element('p', { className: 'camera-said', role: 'status', textContent: 'L’appareil photo s’ouvre…' });
  const video = element('video', { muted: true, playsInline: true });
  const close = element('button', { type: 'button', className: 'button secondary', textContent: 'Fermer' });
  const actions = element('div', { className: 'camera-actions' }, close);
  const dialog = element('dialog', { className: 'camera' }, video, said, actions);
  dialog.setAttribute('aria-label', `Scanner : ${what}`);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    let stream;
    let timer;
    const end = (code) => {
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
      dialog.remove();
      done(code);
    };
    close.addEventListener('click', () => end(null));
    dialog.addEventListener('cancel', () => end(null));
    start().catch((error) => {
      said.textContent = REFUSED[error?.name] ?? 'L’appareil photo ne s’ouvre pas. Tapez le code.';
    });

    async function start() {
      const facing = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
      stream = await navigator.mediaDevices.getUserMedia({ video: facing });
      if (!dialog.isConnected) return end(null);
      video.srcObject = stream;
      await video.play();
      const [track] = stream.getVideoTracks();
      if (track.getCapabilities?.().torch) addTorch(actions, track);
      const reader = await openReader();
      said.textContent = `Visez : ${what}. La lecture se fait toute seule.`;
      const look = async () => {
        const [found] = await reader.detect(video).catch(() => []);
        if (!dialog.isConnected) return;
        if (found) return end(codeOf(found.rawValue));
        timer = setTimeout(look, LOOK_MS);
      };
      await look();
    }
  });
}

function addTorch(actions, track) {
  let on = false;
  const torch = element('button', { type: 'button', className: 'button quiet', textContent: 'Lampe' });
  torch.setAttribute('aria-pressed', 'false');
  torch.addEventListener('click', async () => {
    on = !on;
    await track.applyConstraints({ advanced: [{ torch: on }] }).catch(() => {});
    torch.setAttribute('aria-pressed', String(on));
  });
  actions.append(torch);
}

const isAlone = (input) =>
  [...(input.form?.elements ?? [])].filter((e) => e.matches('input:not([type=hidden]), select, textarea')).length === 1;

if (navigator.mediaDevices?.getUserMedia) {
  for (const button of document.querySelectorAll('[data-camera]')) {
    const input = document.getElementById(button.dataset.camera);
    button.hidden = false;
    button.addEventListener('click', async () => {
      const code = await read(button.dataset.what);
      input.focus();
      if (code === null) return;
      navigator.vibrate?.(60);
      input.value = code;
      for (const name of ['input', 'change']) input.dispatchEvent(new Event(name, { bubbles: true }));
      // As a scanner's Enter does: pages that go on by themselves listen to it, and a form of one field is sent.
      const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
      if (input.dispatchEvent(enter) && isAlone(input)) input.form.requestSubmit();
    });
  }
}
