import { type ClockSeen, moveClock, readClock } from '#platform/database';
import { readSettings, SettingsError } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { openDatabase, workAsService } from '../server/startup/open-database.js';
import { inTheBank } from './application.js';
import type { Command } from './commands.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Longer than any term of a bank. */
const MOST_DAYS = 3660;

export const clockCommand: Command = {
  usage: '[+30j | +12h]',
  help: 'Dit l’heure qu’il est pour la banque d’essai. Avec une durée, avance son horloge, un jour après l’autre, et fait après chacun le travail de fond : rappels, échéances, effacements. Les sessions et les liens finissent comme si ce temps avait passé. L’horloge d’une banque qui n’est pas d’essai ne se déplace pas.',
  options: [
    ['+30j', 'avance de trente jours (30d de même)'],
    ['+12h', 'avance de douze heures'],
  ],
  async run(args) {
    const seconds = args.length === 0 ? 0 : secondsOf(args.join(' '));
    const before = await seen();
    if (seconds === 0) return console.log(sentenceOf(before));
    if (!before.trial)
      throw new SettingsError(
        'Cette base n’est pas celle d’une banque d’essai : son horloge ne se déplace pas. (Une banque d’essai l’est depuis qu’elle a démarré une fois avec ses données de démonstration.)',
      );
    await inTheBank(async ({ app, ownerUrl }) => {
      for (let left = seconds; left > 0; left -= DAY) {
        await moveClock(ownerUrl, Math.min(left, DAY));
        await readClock(ownerUrl, true);
        await app.get(Outbox).runScheduled();
      }
    });
    console.log(sentenceOf(await seen()));
  },
};

function secondsOf(typed: string): number {
  const [, count, unit] = /^\+(\d{1,5})([jdh])$/.exec(typed) ?? [];
  const seconds = Number(count) * (unit === 'h' ? HOUR : DAY);
  if (seconds > 0 && seconds <= MOST_DAYS * DAY) return seconds;
  throw new SettingsError(
    `« ${typed} » n’est pas une durée dont on avance : écrivez +30j (jours) ou +12h (heures), au plus +${MOST_DAYS}j. L’horloge ne recule pas.`,
  );
}

const sentenceOf = ({ now, trial }: ClockSeen): string =>
  `Pour la banque${trial ? ' d’essai' : ''}, nous sommes le ${now.toLocaleString('fr-FR', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Paris' })} (heure de Paris).`;

async function seen(): Promise<ClockSeen> {
  const settings = readSettings();
  workAsService(settings);
  const { ownerUrl, leave } = await openDatabase(settings, 'bn cli');
  return moveClock(ownerUrl).finally(leave);
}
