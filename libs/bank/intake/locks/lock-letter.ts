import { deviceWords, showAssetCode } from '#bank/devices';
import { type MailData, type Sender, type Words, writeMail } from '#bank/mails';
import type { LocksDue } from './lock.views.js';
import { LOCKS } from './locks.js';

const DAY = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What a donor is told of the locks on what they gave: which devices, by serial, what to do for each lock, until when. Plain text. */
export const lockLetter = (due: LocksDue, bank: Sender): Words => writeMail('lock', letterData(due), bank);

const letterData = (due: LocksDue): MailData['lock'] => ({
  donation: due.number,
  reminder: due.reason === 'remind',
  devices: due.devices.map(
    (d) =>
      `${deviceWords(d)}, ${d.serial ? `numéro de série ${d.serial}` : `notre code ${showAssetCode(d.code)}`} : ${d.kinds.map((k) => LOCKS[k].short).join(', ')}`,
  ),
  ways: [...new Set(due.devices.flatMap((d) => d.kinds))].map((kind) => `${LOCKS[kind].label} : ${LOCKS[kind].how}`),
  until: DAY.format(new Date(`${due.dueOn}T12:00:00Z`)).replace(/^1 /, '1er '),
});
