import 'reflect-metadata';
import { start } from './startup/start.js';

await start();
