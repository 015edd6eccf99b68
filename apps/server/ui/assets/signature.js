import SignaturePad from 'asset(signature-pad.js)';

// Drawing replaces the photo and the typed confirmation only where it can be done.
for (const field of document.querySelectorAll('[data-signature]')) {
  const draw = field.querySelector('.signature-draw');
  const canvas = draw.querySelector('canvas');
  const value = draw.querySelector('input[type=hidden]');
  draw.hidden = false;
  field.querySelector('.signature-else').open = field.classList.contains('has-error');
  const pad = new SignaturePad(canvas, { penColor: '#17232b', backgroundColor: '#ffffff' });

  const fit = () => {
    const strokes = pad.toData();
    const ratio = Math.max(window.devicePixelRatio, 1);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext('2d').scale(ratio, ratio);
    pad.clear();
    pad.fromData(strokes);
  };
  fit();
  if (value.value.startsWith('data:image/png')) pad.fromDataURL(value.value);
  addEventListener('resize', fit);

  pad.addEventListener('endStroke', () => {
    value.value = pad.toDataURL('image/png');
  });
  field.querySelector('[data-signature-clear]').addEventListener('click', () => {
    pad.clear();
    value.value = '';
  });
}
