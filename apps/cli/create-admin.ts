import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { RuleBroken, SettingsError } from '#kernel';
import { SignInService, UsersService } from '#people';
import { RootModule } from '../server/root.module.js';
import { openDatabase } from '../server/startup/open-database.js';
import { settledSettings } from '../settled-settings.js';
import type { Command } from './main.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

export const createAdmin: Command = {
  usage: '--email prenom.nom@exemple.fr --name "Prénom Nom"',
  help: "Crée le premier administrateur de l'installation et donne le lien où il choisit son mot de passe (relancée, un nouveau lien).",
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { email: { type: 'string' }, name: { type: 'string' } } });
    const { email, name = email } = values;
    if (!email || !name)
      throw new SettingsError(`Il manque --email. Usage : npm run cli -- create-admin ${createAdmin.usage}`);
    const settings = settledSettings();
    const { connection, leave } = await openDatabase(settings, 'bn cli');
    try {
      const root = RootModule.for({ connection, work: false });
      const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
      const secret = await linkFor(app.get(DataSource), app.get(UsersService), app.get(SignInService), {
        email,
        name,
      }).finally(() => app.close());
      console.log(
        `Ouvrez ce lien dans les trois jours pour choisir le mot de passe ; il ne sert qu'une fois :\n  ${settings.publicUrl}/mot-de-passe/${secret}`,
      );
    } finally {
      await leave();
    }
  },
};

async function linkFor(
  source: DataSource,
  users: UsersService,
  signIn: SignInService,
  who: { email: string; name: string },
): Promise<string> {
  const known = await users.byEmail(who.email);
  if (known && !known.instanceAdmin)
    throw new SettingsError(
      `${who.email} a déjà un compte, qui n'administre pas l'installation : choisissez une autre adresse.`,
    );
  try {
    return await source.transaction(async (tx) => {
      const id = known?.id ?? (await users.create(tx, SYSTEM, { ...who, instanceAdmin: true }));
      return signIn.makeLink(tx, id, null);
    });
  } catch (error) {
    if (error instanceof RuleBroken && error.field === 'email')
      throw new SettingsError(`« ${who.email} » n'est pas une adresse utilisable.`);
    throw error;
  }
}
