import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { elementIn } from './page/element.js';

// Passkeys are shown only where this browser has them; every page that offers one also offers another way.

async function ask(box: HTMLElement): Promise<string> {
  const options: unknown = JSON.parse(box.dataset.passkey ?? '{}');
  return JSON.stringify(
    box.dataset.makes === undefined
      ? await startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON })
      : await startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON }),
  );
}

function offer(box: HTMLElement): void {
  const form = elementIn<HTMLFormElement>(box, 'form');
  const said = elementIn(box, '[data-part="passkey-said"]');
  box.hidden = false;
  elementIn(box, '[data-part="passkey"]').addEventListener('click', () => {
    said.hidden = true;
    ask(box).then(
      (answer) => {
        elementIn<HTMLInputElement>(form, '[name="answer"]').value = answer;
        form.requestSubmit();
      },
      () => {
        said.hidden = false;
      },
    );
  });
}

if (browserSupportsWebAuthn()) for (const box of document.querySelectorAll<HTMLElement>('[data-passkey]')) offer(box);
