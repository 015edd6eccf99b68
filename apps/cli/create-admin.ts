import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { RuleBroken, SettingsError } from '#kernel';
import { LinksService, OpeningService, UsersService } from '#people';
import { RootModule } from '../server/root.module.js';
import { openDatabase } from '../server/startup/open-database.js';
import { settledSettings } from '../settled-settings.js';
import type { Command } from './main.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

export const createAdmin: Command = {
  usage: '[--email prenom.nom@exemple.fr --name "Prénom Nom"]',
  help: "Donne l'adresse où l'on ouvre sa banque, tant qu'elle ne l'est pas ; avec --email, crée un administrateur de l'installation et donne le lien où il choisit son mot de passe (relancée, un nouveau lien).",
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { email: { type: 'string' }, name: { type: 'string' } } });
    const { email, name = email } = values;
    const settings = settledSettings();
    const { connection, leave } = await openDatabase(settings, 'bn cli');
    try {
      const root = RootModule.for({ connection: { ...connection, kind: 'job' }, work: false });
      const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
      const said = await (email && name
        ? linkFor(app.get(DataSource), app.get(UsersService), app.get(LinksService), { email, name }).then(
            (secret) =>
              `Ouvrez ce lien dans les trois jours pour choisir le mot de passe ; il ne sert qu'une fois :\n  ${settings.publicUrl}/mot-de-passe/${secret}`,
          )
        : openingFor(app.get(DataSource), app.get(OpeningService)).then(
            (secret) =>
              `Ouvrez votre banque à cette adresse dans les trois jours ; elle ne sert qu'une fois :\n  ${settings.publicUrl}/ouvrir/${secret}`,
          )
      ).finally(() => app.close());
      console.log(said);
    } finally {
      await leave();
    }
  },
};

async function openingFor(source: DataSource, opening: OpeningService): Promise<string> {
  try {
    return await source.transaction((tx) => opening.makeAddress(tx));
  } catch (error) {
    if (error instanceof RuleBroken)
      throw new SettingsError(
        `La banque est déjà ouverte. Pour un autre administrateur : npm run cli -- create-admin ${createAdmin.usage}`,
      );
    throw error;
  }
}

async function linkFor(
  source: DataSource,
  users: UsersService,
  links: LinksService,
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
      return links.make(tx, id, { purpose: 'invitation', madeBy: null });
    });
  } catch (error) {
    if (error instanceof RuleBroken && error.field === 'email')
      throw new SettingsError(`« ${who.email} » n'est pas une adresse utilisable.`);
    throw error;
  }
}
