import { mustKnowSecrets } from '#platform/database';
import { keyringFrom } from '#platform/kernel';
import { freshDatabase, type TestDatabase } from '../support/servers/database.js';

const [first, second, third] = [
  'the first secret of this bank',
  'the second secret of this bank',
  'and another, invented',
];
let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const start = (...secrets: string[]) => mustKnowSecrets({ url: database.url }, keyringFrom(secrets));

test('the secret that a bank begins with is the one it goes on with', async () => {
  await Promise.all([start(first), start(first), start(first)]);
  await start(first);
  await expect(start(third)).rejects.toThrow('n’est pas celui avec lequel cette banque a été scellée');
  // What was refused changed nothing.
  await start(first);
});

test('a new secret comes with the old one beside it, for as long as something is sealed with that', async () => {
  await start(first);
  await start(second, first);
  await start(second, first);
  await expect(start(second)).rejects.toThrow('Un ancien secret manque dans BN_SECRET_PREVIOUS');
  await expect(start(third, second)).rejects.toThrow('Un ancien secret manque');
  await start(third, second, first);
});
