import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { mustKnowSecrets } from '#platform/database';
import { backgroundLog } from '#platform/http';
import { printsHelp } from '../help.js';
import { RootModule } from '../server/app.module.js';
import { Closing } from '../server/startup/closing.js';
import { report } from '../server/startup/failure.js';
import { openDatabase, processSettings } from '../server/startup/open-database.js';

const HELP = `npm run worker : fait le travail de fond seul (documents, messages, fichiers), sur autant de machines que l’on veut qui atteignent la base
(DATABASE_URL). Ctrl-C l’arrête. Ce que font les variables de l’environnement : docs/settings.md.`;

async function work(): Promise<void> {
  const closing = new Closing(console.log);
  closing.listen();
  try {
    const settings = processSettings();
    const { connection, leave } = await openDatabase(settings, 'bn worker', console.log);
    await closing.add(leave);
    await mustKnowSecrets(connection);
    const root = RootModule.for({
      connection: { ...connection, kind: 'job' },
      redisUrl: settings.redisUrl,
      work: true,
    });
    const app = await NestFactory.createApplicationContext(root, { logger: backgroundLog(), abortOnError: false });
    await closing.add(() => app.close());
    console.log('Prêt à travailler. Ctrl-C arrête tout.');
  } catch (error) {
    report(error);
    await closing.close();
    process.exit();
  }
}

if (!printsHelp(HELP)) await work();
