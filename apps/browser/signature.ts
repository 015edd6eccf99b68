import SignaturePad from 'signature_pad';
import { elementIn } from './page/element.js';

// Drawing replaces the photo and the typed confirmation only where it can be done.

function letDraw(field: HTMLElement): void {
  const draw = elementIn(field, '.signature-draw');
  const canvas = elementIn<HTMLCanvasElement>(draw, 'canvas');
  const value = elementIn<HTMLInputElement>(draw, 'input[type=hidden]');
  draw.hidden = false;
  elementIn<HTMLDetailsElement>(field, '.signature-else').open = field.classList.contains('has-error');
  const pad = new SignaturePad(canvas, { penColor: '#17232b', backgroundColor: '#ffffff' });

  const fit = (): void => {
    const strokes = pad.toData();
    const ratio = Math.max(window.devicePixelRatio, 1);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext('2d')?.scale(ratio, ratio);
    pad.clear();
    pad.fromData(strokes);
  };
  fit();
  if (value.value.startsWith('data:image/png')) void pad.fromDataURL(value.value);
  addEventListener('resize', fit);

  pad.addEventListener('endStroke', () => {
    value.value = pad.toDataURL('image/png');
  });
  elementIn(field, '[data-signature-clear]').addEventListener('click', () => {
    pad.clear();
    value.value = '';
  });
}

for (const field of document.querySelectorAll<HTMLElement>('[data-signature]')) letDraw(field);
