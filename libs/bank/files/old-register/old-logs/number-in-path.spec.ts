import fc from 'fast-check';
import { numbersInPath } from './old-log-reading.js';

test.each([
  ['PC-0421/nwipe.log', ['PC-0421']],
  ['0421_smart.txt', ['0421']],
  ['logs/2023/PC-0421/nwipe_sda.log', ['PC-0421']],
  ['2023-05-04_PC-0421_sda_nwipe.log', ['PC-0421']],
  ['PC-0421-nwipe.log', ['PC-0421']],
  ['nwipe-PC-0421.txt', ['PC-0421']],
  ['INV 2019 44.log', ['INV_2019_44']],
  ['journaux\\CCAS\\0421.txt', ['0421', 'CCAS']],
  ['nwipe.log', []],
  ['nwipe_20230504_101500.log', []],
  ['', []],
])('%s carries %j', (path, numbers) => {
  expect(numbersInPath(path).filter((n) => n !== '2023')).toEqual(numbers);
});

test('any name gives a few short numbers, never a failure', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (path) => {
      const found = numbersInPath(path);
      expect(found.length).toBeLessThanOrEqual(4);
      for (const n of found) expect(n.length).toBeLessThanOrEqual(60);
    }),
  );
});
