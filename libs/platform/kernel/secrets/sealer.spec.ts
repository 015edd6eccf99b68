import { keyringFrom, seal, unseal } from './sealer.js';

const first = 'a first secret of some length';
const second = 'a second secret, after the change';

describe('sealing', () => {
  const ring = keyringFrom([first]);

  it('opens what it sealed and shows nothing of it', () => {
    const sealed = seal(ring, Buffer.from('Amélie'), 'row-1');
    expect(sealed.bytes.includes(Buffer.from('Amélie'))).toBe(false);
    expect(unseal(ring, sealed, 'row-1').toString()).toBe('Amélie');
  });

  it('never seals twice to the same bytes', () => {
    expect(seal(ring, Buffer.from('x')).bytes.equals(seal(ring, Buffer.from('x')).bytes)).toBe(false);
  });

  it('refuses bytes that were changed or moved to another row', () => {
    const sealed = seal(ring, Buffer.from('Amélie'), 'row-1');
    expect(() => unseal(ring, sealed, 'row-2')).toThrow();
    const changed = Buffer.from(sealed.bytes);
    changed[changed.length - 1]! ^= 1;
    expect(() => unseal(ring, { ...sealed, bytes: changed }, 'row-1')).toThrow();
  });

  it('still opens old rows after a change of secret, and seals with the new one', () => {
    const old = seal(ring, Buffer.from('x'));
    const changed = keyringFrom([second, first]);
    expect(unseal(changed, old).toString()).toBe('x');
    expect(seal(changed, Buffer.from('x')).keyId).not.toBe(old.keyId);
    expect(() => unseal(keyringFrom([second]), old)).toThrow(/BN_SECRET_PREVIOUS/);
  });

  it('refuses a secret that is no secret', () => {
    expect(() => keyringFrom(['short'])).toThrow(/BN_SECRET/);
    expect(() => keyringFrom([])).toThrow(/BN_SECRET/);
  });
});
