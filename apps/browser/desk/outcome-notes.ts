import type { SendOutcome } from '../kept/answer.js';
import type { Note } from './area.js';

const SIGN_IN = { href: `/connexion?vers=${encodeURIComponent(location.pathname)}`, text: 'Se connecter pour envoyer' };

/** What the desk says of a device that was kept, and sent or not; undefined: no answer while one waited. */
export function notesOf(outcome: Exclude<SendOutcome, { kind: 'refused' }> | undefined, what: string): Note[] {
  const kept = (text: string): Note => ({
    tone: 'attention',
    title: 'Gardé sur ce téléphone :',
    text: `${what}. ${text}`,
  });
  switch (outcome?.kind) {
    case 'done':
      return doneNotes(outcome.device, what);
    case 'sign_in':
      return [{ ...kept('Vous n’êtes plus connecté.'), link: SIGN_IN }];
    case 'other_person':
      return [kept('Une autre personne est connectée ici : rechargez la page.')];
    default:
      return [kept('Il partira seul dès que le réseau reviendra.')];
  }
}

function doneNotes(device: Extract<SendOutcome, { kind: 'done' }>['device'], what: string): Note[] {
  const link = device ? { href: device.url, text: device.code } : null;
  const logged: Note = { tone: 'ok', title: 'Enregistré :', text: what, link };
  if (!device?.genericSerial) return [logged];
  return [
    logged,
    {
      tone: 'attention',
      title: 'Numéro de série trop courant.',
      text: 'Il est gardé, mais ne reconnaît pas cet appareil : collez vite son étiquette.',
    },
  ];
}
