import 'reflect-metadata';
import { answer } from './commands.js';

await answer(process.argv.slice(2));
