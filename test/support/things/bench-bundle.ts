const PARTS = ['before', 'command', 'output', 'exit', 'after', 'readback', 'nwipe', 'end'] as const;

/** What the file of a bench PC says of one drive; a part that is null is left out. */
export type BundleParts = Readonly<
  Record<'script' | 'image' | 'machine' | 'path' | 'bus' | 'model' | 'serial' | 'size', string> &
    Record<(typeof PARTS)[number], string | null>
>;

const ERASED: BundleParts = {
  script: 'a'.repeat(64),
  image: 'unknown',
  machine: 'PF3DEMO1',
  path: '/dev/sda',
  bus: 'sata',
  model: 'WDC WD10EZEX',
  serial: 'WD-WCC6Y7DEMO01',
  size: '25165824',
  before: '',
  command: 'nwipe --autonuke --nogui --method=zero --verify=last /dev/sda\n',
  output: '',
  exit: '0\n',
  after: '',
  readback: 'samples: 18\nunread: 0\nnonzero: 0\n',
  nwipe: '',
  end: '',
};

/** Erased by the drive's own command. */
export const FIRMWARE: Partial<BundleParts> = {
  command:
    'hdparm --user-master u --security-set-pass BANQUE /dev/sda\nhdparm --user-master u --security-erase BANQUE /dev/sda\n',
  exit: '0\n0\n',
  nwipe: '',
};

/** The file of one drive as `tools/bench` writes it, with what a test changes. */
export function benchBundle(changed: Partial<BundleParts>): string {
  const of = { ...ERASED, ...changed };
  const facts = (['script', 'image', 'machine', 'path', 'bus', 'model', 'serial', 'size'] as const).map(
    (fact) => `${fact}: ${of[fact]}`,
  );
  const parts = PARTS.flatMap((part) => (of[part] === null ? [] : `== ${part}\n${of[part]}`));
  return ['BENCH-BUNDLE 1', 'run: 1', 'code: BN-222-2222', ...facts, ...parts].join('\n');
}
