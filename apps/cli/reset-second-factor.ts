import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { SettingsError } from '#kernel';
import { FactorResetsService, UsersService } from '#people';
import { RootModule } from '../server/root.module.js';
import { openDatabase } from '../server/startup/open-database.js';
import { settledSettings } from '../settled-settings.js';
import type { Command } from './main.js';

export const resetSecondFactor: Command = {
  usage: '--email prenom.nom@exemple.fr',
  help: "Retire la seconde vérification d'un compte et ferme ses sessions, quand deux personnes de l'administration ne peuvent pas le faire. Le journal le garde.",
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { email: { type: 'string' } } });
    const { email } = values;
    if (!email) throw new SettingsError(`Usage : npm run cli -- reset-second-factor ${resetSecondFactor.usage}`);
    const { connection, leave } = await openDatabase(settledSettings(), 'bn cli');
    try {
      const root = RootModule.for({ connection: { ...connection, kind: 'job' }, work: false });
      const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
      try {
        const user = await app.get(UsersService).byEmail(email);
        if (!user) throw new SettingsError(`Aucun compte n'a l'adresse ${email}.`);
        const any = await app.get(DataSource).transaction((tx) => app.get(FactorResetsService).byServer(tx, user.id));
        console.log(
          any
            ? `La seconde vérification de ${email} est retirée, ses sessions sont fermées : son mot de passe suffit.`
            : `${email} n'avait pas de seconde vérification ; ses sessions sont fermées.`,
        );
      } finally {
        await app.close();
      }
    } finally {
      await leave();
    }
  },
};
