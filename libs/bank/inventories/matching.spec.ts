import fc from 'fast-check';
import { checkSymbol } from '#bank/devices';
import { type Candidate, decide, type Marks } from './matching.js';

const CODE = `7K3F92${checkSymbol('7K3F92')}`;
const OTHER = `ABCDEF${checkSymbol('ABCDEF')}`;
const machine = (over: Partial<Marks> = {}): Marks => ({
  names: [],
  serial: null,
  serialIsGeneric: false,
  maker: 'hp',
  uuid: null,
  parts: [],
  ...over,
});
let n = 0;
const device = (over: Partial<Candidate> = {}): Candidate => ({
  id: `d${++n}`,
  code: '2222222',
  aliases: [],
  serial: null,
  maker: 'hp',
  uuids: [],
  parts: [],
  visible: true,
  open: true,
  gone: false,
  hasDocument: false,
  ...over,
});
const reasonOf = (marks: Marks, ...candidates: Candidate[]) => {
  const d = decide(marks, candidates);
  return d.kind === 'review' ? d.reason : `${d.by} ${d.deviceId}`;
};

describe('a machine is its device', () => {
  test('by the code, however it is written', () => {
    const d = device({ code: CODE });
    for (const name of [CODE, `bn-${CODE.slice(0, 4)}-${CODE.slice(4)}`.toLowerCase(), `https://b.fr/E/${CODE}`])
      expect(reasonOf(machine({ names: [name] }), d)).toBe(`number ${d.id}`);
  });

  test('by an old number, and the code goes before it', () => {
    const aliased = device({ aliases: ['INV-0042'] });
    const coded = device({ code: CODE });
    expect(reasonOf(machine({ names: ['inv-0042'] }), aliased)).toBe(`number ${aliased.id}`);
    expect(reasonOf(machine({ names: ['inv-0042', CODE] }), aliased, coded)).toBe(`number ${coded.id}`);
  });

  test('by serial and maker', () => {
    const d = device({ serial: '5CG1', maker: 'hp' });
    expect(reasonOf(machine({ serial: '5CG1' }), d)).toBe(`serial ${d.id}`);
    expect(reasonOf(machine({ serial: '5CG1', maker: '' }), d)).toBe(`serial ${d.id}`);
    expect(reasonOf(machine({ serial: '5CG1', maker: 'dell' }), d)).toBe('other_maker');
  });

  test('by its board, when a part of it was seen before', () => {
    const d = device({ uuids: ['u1'], parts: ['DISK1'] });
    expect(reasonOf(machine({ uuid: 'u1', parts: ['DISK1', 'DISK2'], serialIsGeneric: true }), d)).toBe(`uuid ${d.id}`);
    expect(reasonOf(machine({ uuid: 'u1', parts: ['DISK9'], serialIsGeneric: true }), d)).toBe('board_alone');
    expect(reasonOf(machine({ uuid: 'u1' }), d)).toBe('board_alone');
  });

  test('with another drive, on the same board or where nobody told the board', () => {
    const d = device({ serial: '5CG1', uuids: ['u1'], parts: ['board:B1', 'DISK1'] });
    expect(reasonOf(machine({ serial: '5CG1', uuid: 'u1', parts: ['board:B1', 'DISK2'] }), d)).toBe(`serial ${d.id}`);
    expect(reasonOf(machine({ serial: '5CG1', parts: ['DISK2'] }), d)).toBe(`serial ${d.id}`);
    // The UUID that the machine tells names a series: it says nothing against the serial.
    const series = [device({ serial: 'AA11', uuids: ['u9'] }), device({ serial: 'BB22', uuids: ['u9'] })];
    expect(reasonOf(machine({ serial: '5CG1', uuid: 'u9', parts: ['board:B1'] }), d, ...series)).toBe(`serial ${d.id}`);
  });

  test('and not a device that is gone: its serial may be another machine by now', () => {
    const gone = device({ serial: '5CG1', gone: true, open: false });
    expect(reasonOf(machine({ serial: '5CG1' }), gone)).toBe('not_now');
    const alive = device({ serial: '5CG1' });
    expect(reasonOf(machine({ serial: '5CG1' }), gone, alive)).toBe(`serial ${alive.id}`);
  });
});

describe('a person has to say', () => {
  test.each<[string, Marks, Candidate[]]>([
    ['unknown_machine', machine({ serial: '5CG1' }), []],
    ['unknown_machine', machine({ names: [CODE], serial: '5CG1' }), []],
    ['generic_serial', machine({ serialIsGeneric: true, uuid: 'u1' }), []],
    ['no_identity', machine(), []],
    ['ambiguous_number', machine({ names: ['42'] }), [device({ aliases: ['42'] }), device({ aliases: ['42'] })]],
    ['numbers_differ', machine({ names: [CODE, OTHER] }), [device({ code: CODE }), device({ code: OTHER })]],
    ['number_and_serial_differ', machine({ names: [CODE], serial: 'A1B2' }), [device({ code: CODE, serial: 'Z9Y8' })]],
    [
      'number_and_serial_differ',
      machine({ names: [CODE], serial: 'A1B2' }),
      [device({ code: CODE }), device({ serial: 'A1B2' })],
    ],
    [
      'number_and_board_differ',
      machine({ names: [CODE], uuid: 'u1' }),
      [device({ code: CODE }), device({ uuids: ['u1'] })],
    ],
    [
      'several_devices',
      machine({ serial: 'A1B2', maker: '' }),
      [device({ serial: 'A1B2' }), device({ serial: 'A1B2', maker: 'dell' })],
    ],
    ['several_devices', machine({ uuid: 'u1' }), [device({ uuids: ['u1'] }), device({ uuids: ['u1'] })]],
    [
      'shared_serial',
      machine({ serial: 'A1B2', uuid: 'u2', parts: ['D2'] }),
      [device({ serial: 'A1B2', uuids: ['u1'], parts: ['D1'] })],
    ],
    // A changed drive is shown; a board that is another is asked about, whatever else is the same.
    [
      'shared_serial',
      machine({ serial: 'A1B2', uuid: 'u2', parts: ['D1'] }),
      [device({ serial: 'A1B2', uuids: ['u1'], parts: ['D1'] })],
    ],
    [
      'shared_serial',
      machine({ serial: 'A1B2', parts: ['board:B2', 'D1'] }),
      [device({ serial: 'A1B2', parts: ['board:B1', 'D1'] })],
    ],
    // A series of boards shares its UUID and its serial.
    [
      'board_alone',
      machine({ uuid: 'u1', parts: ['board:B1', 'D2'] }),
      [device({ uuids: ['u1'], parts: ['board:B1', 'D1'] })],
    ],
    ['not_yours', machine({ names: [CODE] }), [device({ code: CODE, visible: false, open: false })]],
    ['not_now', machine({ names: [CODE] }), [device({ code: CODE, open: false })]],
  ])('%s', (reason, marks, candidates) => {
    expect(reasonOf(marks, ...candidates)).toBe(reason);
  });

  test('but not because a whole series shares a board: another serial is another machine', () => {
    const series = [device({ serial: 'AA11', uuids: ['u1'] }), device({ serial: 'BB22', uuids: ['u1'] })];
    expect(reasonOf(machine({ serial: 'CC33', uuid: 'u1' }), ...series)).toBe('unknown_machine');
    const named = device({ code: CODE });
    expect(reasonOf(machine({ names: [CODE], serial: 'CC33', uuid: 'u1' }), named, ...series)).toBe(
      `number ${named.id}`,
    );
    // The same board and the same disk under another serial: somebody wrote it anew.
    const [rewritten] = [device({ serial: 'AA11', uuids: ['u1'], parts: ['D1'] })];
    expect(reasonOf(machine({ serial: 'CC33', uuid: 'u1', parts: ['D1'] }), rewritten!)).toBe('board_alone');
  });

  test('two owners with one number are told apart by the serial', () => {
    const [a, b] = [device({ aliases: ['42'], serial: 'A1B2' }), device({ aliases: ['42'], serial: 'Z9Y8' })];
    expect(reasonOf(machine({ names: ['42'], serial: 'Z9Y8' }), a, b)).toBe(`number ${b.id}`);
  });
});

test('nothing is ever attached to a device that the sender may not touch, nor against a serial that says otherwise', () => {
  const text = fc.constantFrom('42', CODE, OTHER, 'A1B2', 'poste-claire');
  const some = fc.constantFrom(null, 'A1B2', 'Z9Y8');
  const parts = fc.subarray(['D1', 'D2']);
  const marks = fc.record({
    names: fc.array(text, { maxLength: 3 }),
    serial: some,
    serialIsGeneric: fc.boolean(),
    maker: fc.constantFrom('', 'hp', 'dell'),
    uuid: fc.constantFrom(null, 'u1', 'u2'),
    parts,
  });
  const candidate = fc.record({
    id: fc.uuid(),
    code: fc.constantFrom(CODE, OTHER, '2222222'),
    aliases: fc.subarray(['42', 'A1B2']),
    serial: some,
    maker: fc.constantFrom('', 'hp', 'dell'),
    uuids: fc.subarray(['u1', 'u2']),
    parts,
    visible: fc.boolean(),
    open: fc.boolean(),
    gone: fc.boolean(),
    hasDocument: fc.boolean(),
  });
  fc.assert(
    fc.property(marks, fc.uniqueArray(candidate, { selector: (c) => c.code, maxLength: 3 }), (m, candidates) => {
      const decision = decide(m, candidates);
      if (decision.kind === 'review') return;
      const chosen = candidates.find((c) => c.id === decision.deviceId)!;
      expect(chosen.visible && chosen.open).toBe(true);
      if (m.serial && chosen.serial) expect(chosen.serial).toBe(m.serial);
      // One living device more with this very serial and maker would have been a reason to ask.
      const rivals = candidates.filter(
        (c) =>
          c !== chosen && !c.gone && m.serial && c.serial === m.serial && (!c.maker || !m.maker || c.maker === m.maker),
      );
      expect(rivals).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});
