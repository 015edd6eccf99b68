import Fastify, { type FastifyBaseLogger } from 'fastify';
import { QueryFailedError } from 'typeorm';
import { serverLog } from '../../apps/server/http/log.js';

test('a log line holds no secret of an address, no search, and none of the values of a query that failed', async () => {
  const lines: string[] = [];
  const log = serverLog('info', { write: (line: string) => void lines.push(line) });
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
