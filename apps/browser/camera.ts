import { readCode } from './camera/dialog.js';

// The camera reads a code as well as a scanner or a hand: one of three equal ways, never the only one. The code is typed into the field, where it can
// be seen and corrected.

const isAlone = (input: HTMLInputElement): boolean =>
  [...(input.form?.elements ?? [])].filter((e) => e.matches('input:not([type=hidden]), select, textarea')).length === 1;

async function scanInto(input: HTMLInputElement, what: string): Promise<void> {
  const code = await readCode(what);
  input.focus();
  if (code === null) return;
  navigator.vibrate?.(60);
  input.value = code;
  for (const name of ['input', 'change']) input.dispatchEvent(new Event(name, { bubbles: true }));
  // As a scanner's Enter: pages that go on by themselves listen to it, and a form of one field is sent.
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
  if (input.dispatchEvent(enter) && isAlone(input)) input.form?.requestSubmit();
}

// Absent without a secure context, whatever its type says.
if (navigator.mediaDevices as MediaDevices | undefined) {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-camera]')) {
    const { camera, what } = button.dataset;
    const input = document.getElementById(camera ?? '') as HTMLInputElement | null;
    if (!input) continue;
    button.hidden = false;
    button.addEventListener('click', () => void scanInto(input, what ?? ''));
  }
}
