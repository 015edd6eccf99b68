import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { apiDescription } from '../server/api-description.js';
import { RootModule } from '../server/root.module.js';
import type { Command } from './commands.js';

export const openapi: Command = {
  usage: '> docs/openapi.json',
  help: "Écrit la description de l'API ; n'a pas besoin de base de données.",
  async run() {
    // `preview` reads the modules and their routes without instantiating them.
    const root = RootModule.for({ connection: { url: 'postgres://nowhere/nothing' }, work: false });
    const app = await NestFactory.create(root, new FastifyAdapter(), { preview: true, logger: false });
    process.stdout.write(`${JSON.stringify(apiDescription(app), null, 2)}\n`);
  },
};
