import { askerOf, strangersFormKey } from './asker.js';

process.env.BN_SECRET ??= 'a secret of this suite alone';

const strangerKey = (key: string | null, address: string) =>
  askerOf({ kind: 'stranger', channel: 'page' }, key, address);

test('the key of a page is good on any network; a key that somebody chose is good at one address', () => {
  const key = strangersFormKey();
  expect(strangerKey(key, '192.0.2.1')).toBe(strangerKey(key, '2001:db8::1'));
  expect(strangerKey('1', '192.0.2.1')).toBe(strangerKey('2', '192.0.2.1'));
  expect(strangerKey('1', '192.0.2.1')).not.toBe(strangerKey('1', '192.0.2.2'));
  // Neither a page's key with another mark, nor a mark on another key.
  expect(strangerKey(`${key}0`, '192.0.2.1')).not.toBe('stranger');
  expect(strangerKey(`1.${key.split('.')[1]}`, '192.0.2.1')).not.toBe('stranger');
  expect(strangerKey(null, '192.0.2.1')).not.toContain('192');
});
