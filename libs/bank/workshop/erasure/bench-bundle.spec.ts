import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BundleParts, benchBundle, FIRMWARE } from '../../../../test/support/things/bench-bundle.js';
import { readBundle } from './bench-bundle.js';

const log = readFileSync(join(import.meta.dirname, '../../../../test/fixtures/nwipe/sata-and-nvme-erased.log'), 'utf8');
const read = (changed: Partial<BundleParts> = {}) => readBundle(benchBundle({ nwipe: log, ...changed }));
const drive = (changed: Partial<BundleParts> = {}) => read(changed).log?.drives[0];
const IDENTIFIED = 'Serial Number:      WD-WCC6Y7DEMO01\n';

describe('the file of a bench PC', () => {
  it('passes what nwipe erased and the script read back, and says which script wrote it', () => {
    expect(drive()).toMatchObject({ serial: 'WD-WCC6Y7DEMO01', verdict: 'passed', reasons: [] });
    expect(read().hashes).toEqual({ script: 'a'.repeat(64), image: null });
    expect(read({ image: 'b'.repeat(64) }).hashes!.image).toBe('b'.repeat(64));
  });

  it.each([
    ['nothing was read back', ''],
    ['no place is counted', 'nonzero: 0\nunread: 0\n'],
    ['too few places', 'samples: 2\nunread: 0\nnonzero: 0\n'],
    ['places that the drive did not give', 'samples: 18\nunread: 1\nnonzero: 0\n'],
    ['nothing says what was read', 'samples: 18\nunread: 0\n'],
  ])('asks a person where %s', (_, readback) => {
    expect(drive({ readback })).toMatchObject({ verdict: 'to_judge', reasons: ['not_read_back'] });
  });

  it('fails a drive that is not empty, or whose nwipe ended badly', () => {
    expect(drive({ readback: 'samples: 18\nunread: 0\nnonzero: 3\n' })).toMatchObject({
      verdict: 'failed',
      reasons: ['verify_errors'],
    });
    expect(drive({ exit: '1\n' })).toMatchObject({ verdict: 'failed', reasons: ['failure_reported'] });
    expect(drive({ exit: '' })).toMatchObject({ verdict: 'failed', reasons: ['failure_reported'] });
  });

  it('asks a person of hidden sectors', () => {
    const hidden = `${IDENTIFIED} max sectors   = 900000000/976773168, HPA is enabled\n`;
    const shown = `${IDENTIFIED} max sectors   = 976773168/976773168, HPA is disabled\n`;
    for (const part of ['before', 'after'] as const)
      expect(drive({ before: shown, after: shown, [part]: hidden })).toMatchObject({
        verdict: 'to_judge',
        reasons: ['hidden_sectors'],
      });
    expect(drive({ before: shown, after: shown })!.verdict).toBe('passed');
  });

  it.each([
    ['a script', { script: '' }],
    ['the hash of a script', { script: 'unknown' }],
    ['what the drive said before', { before: null }],
    ['what the drive said after', { after: null }],
    ['what was read back', { readback: null }],
    ['its end', { end: null }],
  ] as const)('is a person’s without %s', (_, changed) => {
    expect(read(changed)).toMatchObject({ outcome: 'to_judge' });
    expect(read(changed).log).toBeUndefined();
  });

  it('is a person’s when it speaks of two drives', () => {
    for (const part of ['before', 'after'] as const)
      expect(read({ [part]: 'Serial Number:      ANOTHER1\n' }).log).toBeUndefined();
    expect(read({ before: 'sn        : WD-WCC6Y7DEMO01\n', after: '' }).log).toBeUndefined();
    expect(read({ serial: 'ANOTHER1' }).log).toBeUndefined();
    expect(read({ nwipe: '' }).log).toBeUndefined();
  });

  it('a drive’s own command is judged by a person, once it ended well', () => {
    expect(drive(FIRMWARE)).toMatchObject({ verdict: 'to_judge', reasons: ['purge_unproven'] });
    expect(drive({ ...FIRMWARE, exit: '0\n5\n' })).toMatchObject({ verdict: 'failed', reasons: ['status_failed'] });
    expect(drive({ ...FIRMWARE, after: `${IDENTIFIED}Security: \n\t\tsupported\n\t\tenabled\n` })).toMatchObject({
      verdict: 'failed',
    });
    expect(drive({ ...FIRMWARE, after: `${IDENTIFIED}Security: \n\t\tsupported\n\tnot\tenabled\n` })).toMatchObject({
      verdict: 'to_judge',
    });
    // Frozen: nothing was run.
    expect(drive({ ...FIRMWARE, command: '', exit: '' })).toMatchObject({ verdict: 'failed', method: null });
    expect(read({ ...FIRMWARE, command: 'hdparm -I /dev/sda\n', exit: '0\n' }).log).toBeUndefined();
  });

  it('a size that no drive has is unknown, with what was said', () => {
    const said = '18446744073709551615';
    expect(drive({ ...FIRMWARE, size: said })).toMatchObject({ sizeBytes: null, saidSize: said });
    expect(drive({ ...FIRMWARE, size: '0' })).toMatchObject({ sizeBytes: null, saidSize: '0' });
    expect(drive({ ...FIRMWARE, size: '' })).toMatchObject({ sizeBytes: null, saidSize: null });
  });
});
