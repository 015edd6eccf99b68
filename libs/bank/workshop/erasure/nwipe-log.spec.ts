import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { RuleBroken } from '#platform/kernel';
import { type DriveResult, readNwipeLog } from './nwipe-log.js';
import { readFile } from './read-file.js';

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../../test/fixtures/nwipe', name), 'utf8');
const only = (log: string): DriveResult => {
  const { drives } = readNwipeLog(log);
  expect(drives).toHaveLength(1);
  return drives[0]!;
};
const erased = fixture('sata-and-nvme-erased.log');
const one = fixture('other-disk.log');

describe('genuine logs of nwipe', () => {
  it('two drives erased and verified', () => {
    expect(readNwipeLog(erased)).toMatchObject({
      tool: 'nwipe',
      version: '0.38',
      machine: { manufacturer: 'LENOVO', product: '20LS', serial: 'PF3DEMO1' },
      drives: [
        {
          run: 1,
          device: '/dev/sda',
          model: 'WDC WD10EZEX',
          serial: 'WD-WCC6Y7DEMO01',
          sizeBytes: 25165824,
          method: 'Fill With Zeros',
          rounds: 1,
          verification: 'last',
          blanked: true,
          passErrors: 0,
          verifyErrors: 0,
          ioErrors: 0,
          status: 'erased',
          nistClass: 'clear',
          verdict: 'passed',
          reasons: [],
        },
        { device: '/dev/nvme0n1', serial: 'S3YKNX0MDEMO01', status: 'erased', verdict: 'passed' },
      ],
    });
    expect(readNwipeLog(erased).drives[0]!.finishedAtLog).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  });

  it('another disk, without final blanking', () => {
    expect(only(one)).toMatchObject({ serial: 'ZA1OTHER7QX', verification: 'all', blanked: false, verdict: 'passed' });
  });

  it('an aborted wipe, although nwipe exits with 0', () => {
    expect(only(fixture('aborted.log'))).toMatchObject({ status: 'aborted', verdict: 'failed', reasons: ['aborted'] });
  });

  it('a killed nwipe leaves its drives incomplete', () => {
    const { drives } = readNwipeLog(fixture('killed.log'));
    expect(drives.map((d) => [d.serial, d.status, d.verdict, d.reasons])).toEqual([
      ['WD-WCC6Y7DEMO01', 'incomplete', 'failed', ['log_cut']],
      ['S3YKNX0MDEMO01', 'incomplete', 'failed', ['log_cut']],
    ]);
  });

  it('a drive without a serial', () => {
    expect(only(fixture('no-serial.log'))).toMatchObject({
      device: '/dev/loop0',
      serial: null,
      status: 'erased',
      verdict: 'passed',
    });
  });

  it('a failed verification', () => {
    expect(only(fixture('failed-verification.log'))).toMatchObject({
      status: 'failed',
      verdict: 'failed',
      verifyErrors: 6144,
      reasons: expect.arrayContaining(['verify_errors']),
    });
  });

  it('a method that writes nothing is no erasure, although nwipe prints "Erased"', () => {
    expect(only(fixture('only-verified.log'))).toMatchObject({
      status: 'erased',
      verdict: 'to_judge',
      reasons: ['only_verified'],
    });
  });
});

// Written by hand: genuine logs above, changed after the formats of nwipe's own source.
describe('what nwipe writes in other cases', () => {
  const after = (line: RegExp, more: string) => one.replace(line, (found) => `${found}\n${more}`);

  it('hidden sectors ask a person', () => {
    const stamp = '[2026/11/25 13:12:26] warning: ';
    expect(
      only(after(/^.*No hidden sectors.*$/m, `${stamp} *** HIDDEN SECTORS DETECTED ! *** on /dev/sda`)),
    ).toMatchObject({
      verdict: 'to_judge',
      reasons: ['hidden_sectors'],
    });
    expect(
      only(
        after(
          /^.*No hidden sectors.*$/m,
          `${stamp}HIDDEN AREA INDETERMINATE! on /dev/sda, are you using a USB bridge?`,
        ),
      ),
    ).toMatchObject({
      verdict: 'to_judge',
      reasons: ['hidden_unknown'],
    });
  });

  it.each(['18446744073709551615', '9223372036854775807', '512000000000001', '-1', '0'])(
    'a size that no drive has (%s) is unknown: what each pass wrote is the size',
    (said) => {
      const odd = one.replace(/(sect\/blk\/dev \d+\/\d+\/)\d+/, `$1${said}`);
      expect(only(odd)).toMatchObject({ saidSize: said, sizeBytes: 25165824, verdict: 'passed' });
      const twice = odd.replace(
        /^.*25165824 bytes written.*$/m,
        (line) => `${line}\n${line.replace('25165824', '25100000')}`,
      );
      expect(only(twice)).toMatchObject({ sizeBytes: null, verdict: 'to_judge', reasons: ['not_whole'] });
      expect(only(odd.replaceAll('25165824 bytes written', '0 bytes written'))).toMatchObject({
        ...{ saidSize: said, sizeBytes: null, verdict: 'to_judge', reasons: ['not_whole'] },
      });
    },
  );

  it('a size that was found beyond every drive is replaced by the one that can be', () => {
    const found = one.replace(/^(.*Found \/dev\/sda.*, +)25 MB,/m, '$1999999999 TB,');
    expect(only(found)).toMatchObject({ saidSize: null, sizeBytes: 25165824, verdict: 'passed' });
  });

  it('rounds beyond all counting are unknown', () => {
    const many = one.replace(/^(.*Finished final round )1( of )1/m, '$199999999999$299999999999');
    expect(only(many)).toMatchObject({ rounds: 0, verdict: 'passed' });
  });

  it('no verification asks a person', () => {
    expect(only(one.replace('verify   = 2 (all passes)', 'verify   = 0 (off)'))).toMatchObject({
      verification: 'none',
      reasons: ['not_verified'],
    });
    expect(only(one.replace(/^.*Verified pass.*$/m, ''))).toMatchObject({
      verdict: 'to_judge',
      reasons: ['verification_not_seen'],
    });
  });

  it('a pass that stopped short of the end asks a person', () => {
    expect(only(one.replace('25165824 bytes written', '25100000 bytes written'))).toMatchObject({
      verdict: 'to_judge',
      reasons: ['not_whole'],
    });
  });

  it('errors in the summary fail the drive, whatever its status says', () => {
    expect(only(one.replace(/^( {7}sda \| {11})0( .*)$/m, (_, a, b) => `!${a.slice(1)}3${b}`))).toMatchObject({
      passErrors: 3,
      verdict: 'failed',
      reasons: ['pass_errors'],
    });
  });

  it('INSANITY and unknown words are never a success', () => {
    for (const word of ['INSANITY', 'Rubbish ']) {
      expect(only(one.replace('| Erased |', `|${word}|`))).toMatchObject({
        status: 'incomplete',
        verdict: 'failed',
        reasons: ['status_unknown'],
      });
    }
  });

  it('names cut by the table are resolved by the lines before it', () => {
    const long = one
      .replaceAll('/dev/sda', '/dev/nvme10n1')
      .replaceAll('      sda |', '  vme10n1 |')
      .replaceAll('       sda |', '   vme10n1 |');
    expect(only(long)).toMatchObject({ device: '/dev/nvme10n1', serial: 'ZA1OTHER7QX', verdict: 'passed' });
    const cut = one.replace(/(ST500LM021-1KJ15\/)ZA1OTHER7QX/, '$1ZA1OTHER7');
    expect(only(cut).serial).toBe('ZA1OTHER7QX');
  });

  it('an anonymised log has no serial', () => {
    expect(only(one.replaceAll('ZA1OTHER7QX', 'XXXXXXXXXXXXXXXXXXXX')).serial).toBeNull();
  });

  it('a stick that was found but not chosen is not a result', () => {
    const stick =
      '[2026/11/25 13:12:26]  notice: Found /dev/sdb,  USB    , DataTraveler 3.0,   15 GB, S/N=0019E06B9C8ABE';
    expect(only(after(/^.*Found \/dev\/sda.*$/m, stick)).device).toBe('/dev/sda');
  });

  it('several runs appended to one file each give their result', () => {
    const { drives, machine } = readNwipeLog(`${fixture('killed.log')}\n${erased}`);
    expect(drives.map((d) => [d.run, d.serial, d.verdict])).toEqual([
      [1, 'WD-WCC6Y7DEMO01', 'failed'],
      [1, 'S3YKNX0MDEMO01', 'failed'],
      [2, 'WD-WCC6Y7DEMO01', 'passed'],
      [2, 'S3YKNX0MDEMO01', 'passed'],
    ]);
    expect(machine.serial).toBe('PF3DEMO1');
  });

  it('a file of several runs is of the versions among them that were never read', () => {
    const of = (version: string) => erased.replaceAll('nwipe 0.38', `nwipe ${version}`);
    expect(readNwipeLog(`${of('0.37')}\n${erased}`).version).toBe('0.38');
    expect(readNwipeLog(`${of('0.77')}\n${of('0.99')}\n${erased}`).version).toBe('0.77 + 0.99');
  });

  it('Windows line ends, a byte order mark and colours change nothing', () => {
    const dressed = `\uFEFF${one.replaceAll('\n', '\r\n').replace('| Erased |', '|\u001b[32m Erased \u001b[0m|')}`;
    expect(only(dressed)).toEqual(only(one));
    expect(readNwipeLog(Buffer.from(dressed))).toEqual(readNwipeLog(one));
  });
});

describe('what is not a log of nwipe', () => {
  const reason = (log: string | Uint8Array): unknown => {
    try {
      readNwipeLog(log);
    } catch (error) {
      if (error instanceof RuleBroken && error.code === 'refurbishment.log_unreadable') return error.facts.reason;
    }
    return 'accepted';
  };

  it('is refused with a reason', () => {
    expect(reason(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]))).toBe('not_text');
    expect(reason(Buffer.alloc(21 * 1024 * 1024, 32))).toBe('too_large');
    expect(reason('')).toBe('not_nwipe');
    expect(reason('smartctl 7.4 2023-08-01 r5530\n=== START OF INFORMATION SECTION ===\n')).toBe('not_nwipe');
    expect(reason(one.slice(one.indexOf('*** Drive Status')))).toBe('not_nwipe');
  });

  it('is too large with more drives than years of work have; a long log is read apart, to the same', async () => {
    const drive = (i: number) => `[2026/11/25 13:10:31]    info: /dev/sd${i} has serial number S${i}\n`;
    const many = (n: number) => Buffer.from(one + Array.from({ length: n }, (_, i) => drive(i)).join(''));
    expect(reason(many(20_001))).toBe('too_large');
    const long = many(4_000);
    expect(long.length).toBeGreaterThan(256 * 1024);
    expect((await readFile(Buffer.from(long))).log).toEqual(readNwipeLog(long));
    expect(await readFile(Buffer.from(many(20_001)))).toMatchObject({
      kind: 'nwipe_log',
      outcome: 'to_judge',
      log: null,
    });
  });

  it('any bytes end in an answer', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => expect(reason(bytes)).not.toBe('')));
    fc.assert(
      fc.property(fc.nat(one.length), fc.string({ unit: 'binary', maxLength: 80 }), (at, junk) => {
        reason(one.slice(0, at) + junk + one.slice(at));
      }),
    );
  });

  it('a log cut anywhere before the status never passes', () => {
    const end = one.indexOf('| Erased');
    fc.assert(
      fc.property(fc.integer({ min: 60, max: end }), (at) => {
        for (const d of readNwipeLog(one.slice(0, at)).drives) expect(d.verdict).toBe('failed');
      }),
    );
  });
});
