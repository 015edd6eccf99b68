import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OpeningService } from '#bank/people';
import { markTrial, mustKnowSecrets } from '#platform/database';
import { forgetLeftUploads, programLog, watchWorkers } from '#platform/http';
import { RootModule } from '../app.module.js';
import { createServer } from '../server.js';
import { backUpNightly } from './backups.js';
import { Closing } from './closing.js';
import { forgetUnfinishedDemo, mustBeWholeDemo, prepareDemo, type SignIn } from './demo.js';
import { report } from './failure.js';
import { migrateAll, openDatabase, processSettings } from './open-database.js';

/** The address at which an empty bank is opened, new at each start; null once there is an account. */
async function openingAddress(app: INestApplicationContext, publicUrl: string): Promise<string | null> {
  const opening = app.get(OpeningService);
  if (!(await opening.isEmpty())) return null;
  const secret = await app.get(DataSource).transaction((tx) => opening.makeAddress(tx));
  return `${publicUrl}/ouvrir/${secret}`;
}

const say = (sentence: string) => console.log(`• ${sentence}`);

/** Everything `npm start` does once the program is built. On failure: one sentence, nothing left running, exit code 1. */
export async function start(): Promise<void> {
  const closing = new Closing(say);
  closing.listen();
  try {
    const settings = processSettings();
    await forgetLeftUploads();
    say(settings.database ? 'Connexion à la base de données…' : 'Démarrage de la base de données…');
    const database = await openDatabase(settings, 'bn server', say);
    await closing.add(database.leave);
    if (!settings.database) {
      const complain = (err: Error) =>
        programLog().error({ context: 'backup', err }, 'La sauvegarde de cette nuit n’a pas pu se faire');
      await closing.add(backUpNightly({ ownerUrl: database.ownerUrl, dataFolder: settings.dataFolder, complain }));
    }

    const { connection } = database;
    await mustKnowSecrets(connection);
    if (settings.database && settings.demo) await mustBeWholeDemo(database.ownerUrl);
    if (!settings.database && settings.demo && (await forgetUnfinishedDemo(database.ownerUrl))) {
      say('Le premier démarrage avait été interrompu : il recommence.');
      await migrateAll(database.ownerUrl, connection.url);
    }
    const app = await createServer(
      RootModule.for({ connection, redisUrl: settings.redisUrl, work: settings.runWorker }),
    );
    await closing.add(() => app.close());
    await closing.add(watchWorkers(app.get(DataSource)));
    const signIns = settings.demo ? await prepareDemo(app, database.ownerUrl, say) : [];
    if (signIns.length > 0) await markTrial(database.ownerUrl);
    // In production many may read a log: there the command line gives the address.
    const opening = settings.production ? null : await openingAddress(app, settings.publicUrl);
    await app.listen(settings.port, settings.host);
    if (!closing.asked) announce(settings.publicUrl, signIns, opening);
  } catch (error) {
    report(error);
    await closing.close();
    process.exit();
  }
}

function announce(url: string, signIns: readonly SignIn[], opening: string | null): void {
  const width = Math.max(0, ...signIns.map(({ who }) => who.length));
  const table = signIns.map(({ who, email, password }) => `  ${who.padEnd(width)}  ${email}  ${password}`);
  const demo = signIns.length > 0 ? ['', 'Comptes de démonstration :', ...table] : [];
  const first = opening
    ? [
        '',
        'Personne n’a encore de compte. Ouvrez votre banque à cette adresse, une fois, dans les trois jours :',
        `  ${opening}`,
      ]
    : [];
  console.log(
    [
      '',
      `${opening ? 'Le programme tourne' : 'La banque est ouverte'} : ${url}`,
      ...demo,
      ...first,
      '',
      'Ctrl-C arrête tout.',
      '',
    ].join('\n'),
  );
}
