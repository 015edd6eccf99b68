import { deviceWords } from '#devices';
import type { LocksDue } from './lock.views.js';
import { LOCKS } from './locks.js';

const DAY = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What a donor is told of the locks on what they gave: which devices, by serial, what to do for each lock, until when. Plain text. */
export function lockLetter(
  due: LocksDue,
  bank: { readonly name: string; readonly helpline: string | null },
): { subject: string; text: string } {
  const several = due.devices.length > 1;
  const kinds = [...new Set(due.devices.flatMap((d) => d.kinds))];
  const lines = due.devices.map(
    (d) =>
      `- ${deviceWords(d)}, ${d.serial ? `numéro de série ${d.serial}` : `notre code BN-${d.code}`} : ${d.kinds.map((k) => LOCKS[k].short).join(', ')}`,
  );
  const day = DAY.format(new Date(`${due.dueOn}T12:00:00Z`)).replace(/^1 /, '1er ');
  const text = [
    'Bonjour,',
    '',
    `Merci pour votre don ${due.number}. ${several ? `${due.devices.length} appareils sont restés verrouillés` : 'Un appareil est resté verrouillé'} et ne ${several ? 'peuvent' : 'peut'} pas resservir tant que vous ne ${several ? 'les ' : 'l’'}avez pas libéré${several ? 's' : ''} :`,
    '',
    ...lines,
    '',
    'Comment faire :',
    ...kinds.map((kind) => `- ${LOCKS[kind].label} : ${LOCKS[kind].how}`),
    '',
    `Faites-le avant le ${day}, puis dites-le-nous. Passé ce jour, ${several ? 'ils seront démontés pour leurs pièces ou recyclés' : 'il sera démonté pour ses pièces ou recyclé'}.`,
    ...(bank.helpline ? ['', `Une question ? Appelez-nous au ${bank.helpline}.`] : []),
    '',
    bank.name,
  ];
  return {
    subject: `${due.reason === 'remind' ? 'Rappel : ' : ''}${several ? 'appareils verrouillés' : 'appareil verrouillé'} de votre don ${due.number}`,
    text: text.join('\n'),
  };
}
