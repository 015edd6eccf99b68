import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { FactorResetsService, UsersService } from '#bank/people';
import { SettingsError } from '#platform/kernel';
import { inTheBank } from './application.js';
import type { Command } from './commands.js';

export const resetSecondFactor: Command = {
  usage: '--email prenom.nom@exemple.fr',
  help: "Retire la seconde vérification d'un compte et ferme ses sessions, quand deux personnes de l'administration ne peuvent pas le faire. Le journal le garde.",
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { email: { type: 'string' } } });
    const { email } = values;
    if (!email) throw new SettingsError(`Usage : npm run cli -- reset-second-factor ${resetSecondFactor.usage}`);
    await inTheBank(async ({ app }) => {
      const user = await app.get(UsersService).byEmail(email);
      if (!user) throw new SettingsError(`Aucun compte n'a l'adresse ${email}.`);
      const any = await app.get(DataSource).transaction((tx) => app.get(FactorResetsService).byServer(tx, user.id));
      console.log(
        any
          ? `La seconde vérification de ${email} est retirée, ses sessions sont fermées : son mot de passe suffit.`
          : `${email} n'avait pas de seconde vérification ; ses sessions sont fermées.`,
      );
    });
  },
};
