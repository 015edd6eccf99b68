import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { FactorResetsService, LinksService, OpeningService, UsersService } from '#bank/people';
import { RuleBroken, SettingsError } from '#platform/kernel';
import { inTheBank } from './application.js';
import type { Command } from './commands.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

export const createAdmin: Command = {
  usage: '[--email prenom.nom@exemple.fr --name "Prénom Nom"]',
  help: "Donne l'adresse où l'on ouvre sa banque, tant qu'elle ne l'est pas ; avec --email, crée un administrateur de l'installation et donne le lien où il choisit son mot de passe (relancée, un nouveau lien).",
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { email: { type: 'string' }, name: { type: 'string' } } });
    const { email, name = email } = values;
    await inTheBank(async ({ app, settings }) => {
      const db = app.get(DataSource);
      console.log(
        email && name
          ? `Ouvrez ce lien dans les trois jours pour choisir le mot de passe ; il ne sert qu'une fois :\n  ${settings.publicUrl}/mot-de-passe/${await linkFor(db, app.get(UsersService), app.get(LinksService), { email, name })}`
          : `Ouvrez votre banque à cette adresse dans les trois jours ; elle ne sert qu'une fois :\n  ${settings.publicUrl}/ouvrir/${await openingFor(db, app.get(OpeningService))}`,
      );
    });
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
