import { Logger } from '@nestjs/common';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { QueryFailedError } from 'typeorm';
import { backgroundLog, programLog } from '#platform/http';

test('a log line holds no secret of an address, no search, and none of the values of a query that failed', async () => {
  const lines: string[] = [];
  const log = programLog('info', { write: (line: string) => void lines.push(line) });
  const app = Fastify({ loggerInstance: log as FastifyBaseLogger });
  const dup = Object.assign(new Error('duplicate key value'), { code: '23505', detail: 'Key (email)=(aude@x.fr)' });
  app.get('/*', async (req) => {
    req.log.error({ err: new QueryFailedError('INSERT INTO t VALUES ($1)', ['Aude Martin'], dup) }, 'unexpected');
    return '';
  });
  for (const url of [
    '/mot-de-passe/s3cret',
    '/ouvrir/s3cret',
    '/suivi/s3cret',
    '/messages/arret/s3cret',
    '/mon-don/s3cret/certificats.zip',
    '/api/v1/faults/s3cret?x=1',
    '/dons?q=Martin',
  ])
    await app.inject({ url, headers: { cookie: 's3cret' }, remoteAddress: '203.0.113.9' });
  await app.close();
  const text = lines.join('');
  expect(text).toContain('/suivi/…');
  expect(text).toContain('INSERT INTO t');
  expect(text).toContain('23505');
  expect(text).not.toMatch(/s3cret|Martin|aude|203\.0\.113/);
});

test('what the background work says is a line of the same log, with where it comes from, and so is a failure', () => {
  const lines: string[] = [];
  Logger.overrideLogger(backgroundLog(programLog('warn', { write: (line: string) => void lines.push(line) })));
  const log = new Logger('worker');
  log.log('it starts');
  log.debug('it looks');
  log.warn('documents 1, attempt 2: no font\n    at draw');
  const dup = Object.assign(new Error('duplicate key value'), { code: '23505', detail: 'Key (email)=(aude@x.fr)' });
  log.error(new QueryFailedError('INSERT INTO t VALUES ($1)', ['Aude Martin'], dup));
  log.error('it broke', 'Error: it broke\n    at once');
  Logger.overrideLogger(false);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 40, context: 'worker', msg: 'documents 1, attempt 2: no font\n    at draw' },
    { level: 50, context: 'worker', msg: 'duplicate key value', err: { type: 'QueryFailedError', code: '23505' } },
    { level: 50, context: 'worker', msg: 'it broke', stack: expect.stringContaining('at once') },
  ]);
  expect(lines.join('')).not.toMatch(/Martin|aude/);
});
