import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { mustCarry, sendMail } from '#bank/mails';
import { alertMails, mailSettings, newId, readSettings, SettingsError } from '#platform/kernel';
import type { Command } from './commands.js';

export const alertCommand: Command = {
  usage: 'unité',
  help: 'Prévient par mail qu’un service de la machine a échoué, sans la base de données : à ALERT_MAIL, par SMTP_URL. Les services de docs/systemd l’appellent.',
  async run(args) {
    const [unit] = parseArgs({ args: [...args], allowPositionals: true }).positionals;
    if (!unit) throw new SettingsError('Donnez le nom du service qui a échoué, par exemple banque-backup.service.');
    readSettings();
    const [settings, to] = [mailSettings(), alertMails()];
    mustCarry(settings);
    if (!settings || to.length === 0)
      throw new SettingsError(
        `${unit} a échoué, et personne n’en est prévenu : donnez SMTP_URL, MAIL_FROM et ALERT_MAIL (docs/settings.md).`,
      );
    for (const address of to) await sendMail(settings, { id: newId(), to: address, ...words(unit) });
    console.log(`${unit} a échoué : ${to.length > 1 ? `${to.length} personnes prévenues` : 'une personne prévenue'}.`);
  },
};

const words = (unit: string) => ({
  subject: `Banque du Numérique : ${unit} a échoué`,
  text: [
    `Sur ${hostname()}, le service « ${unit} » a échoué.`,
    ...(/backup|base/.test(unit)
      ? ['', 'Tant que ce n’est pas réparé, ce qui s’écrit depuis la dernière sauvegarde n’est que sur cette machine.']
      : []),
    '',
    'Pour savoir pourquoi, sur cette machine :',
    `  journalctl -u ${unit} -n 50`,
    'Une fois la cause réparée, pour recommencer :',
    `  systemctl start ${unit}`,
  ].join('\n'),
});
