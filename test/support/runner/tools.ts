import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

interface Needed {
  readonly programs: readonly string[];
  /** The Debian packages that bring it. */
  readonly package: string;
  /** What shows that it runs, when `--version` is refused or shows too little: a command that ends with 0. */
  readonly proof?: (program: string, folder: string) => readonly string[];
  /** What that command must say, when its end alone does not tell. */
  readonly says?: RegExp;
}

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const JARS = ['preflight', 'pdfbox2', 'fontbox2', 'xmpbox', 'commons-logging', 'javax.activation', 'jaxb-api'].map(
  (jar) => `/usr/share/java/${jar}.jar`,
);
/** Arguments of `java` that judge files as PDF/A-1b and answer in XML. */
export const PREFLIGHT = ['-cp', JARS.join(':'), 'org.apache.pdfbox.preflight.Validator_A1b', 'xml'];

// Chromium's sandbox refuses root, which is who runs in containers and in CI.
const ROOT_FLAGS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const version = (option: string) => (program: string) => [program, option];

/** Programs some suites need: the names they go by, where they come from, and what shows that they run. */
const TOOLS = {
  // The server's own folder of programs: Debian keeps it off the path, one for each major.
  postgres: { programs: ['initdb'], package: 'postgresql' },
  openssl: { programs: ['openssl'], package: 'openssl', proof: version('version') },
  curl: { programs: ['curl'], package: 'curl' },
  redis: { programs: ['redis-server', 'valkey-server'], package: 'redis-server' },
  chromium: {
    // The shell is the same engine without windows: a journey takes two thirds of the time.
    programs: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'],
    package: 'chromium',
    proof: (program, folder) => {
      const switches = ['--headless', '--disable-gpu', '--no-first-run', `--user-data-dir=${folder}`, ...ROOT_FLAGS];
      return [program, ...switches, '--dump-dom', 'about:blank'];
    },
    says: /<html/,
  },
  nwipe: { programs: ['nwipe'], package: 'nwipe' },
  pdftotext: { programs: ['pdftotext'], package: 'poppler-utils', proof: version('-v') },
  pdfinfo: { programs: ['pdfinfo'], package: 'poppler-utils', proof: version('-v') },
  pdftoppm: { programs: ['pdftoppm'], package: 'poppler-utils', proof: version('-v') },
  preflight: {
    programs: ['java'],
    package: 'default-jre-headless libpdfbox2-java libactivation-java libjaxb-api-java',
    // Any file: that it is no PDF is a verdict too. Some classes load only for a real paper, hence all jars.
    proof: (program) => (JARS.every(existsSync) ? [program, ...PREFLIGHT, 'package.json'] : ['false']),
    says: /<isValid/,
  },
  qpdf: { programs: ['qpdf'], package: 'qpdf' },
  zbarimg: { programs: ['zbarimg'], package: 'zbar-tools' },
  qemu: { programs: ['qemu-system-x86_64'], package: 'qemu-system-x86' },
  busybox: { programs: ['busybox'], package: 'busybox-static', proof: version('true') },
  smartctl: { programs: ['smartctl'], package: 'smartmontools' },
  dmidecode: { programs: ['dmidecode'], package: 'dmidecode' },
  mkfs: { programs: ['mkfs.ext4'], package: 'e2fsprogs', proof: version('-V') },
  shellcheck: { programs: ['shellcheck'], package: 'shellcheck' },
  hdparm: { programs: ['hdparm'], package: 'hdparm', proof: version('-V') },
  fusioninventory: { programs: ['fusioninventory-agent'], package: 'fusioninventory-agent' },
  lspci: { programs: ['lspci'], package: 'pciutils' },
  cpio: { programs: ['cpio'], package: 'cpio' },
  modprobe: { programs: ['modprobe'], package: 'kmod' },
  // A kernel to start virtual machines with: apt-get may be there without a network or without lists of packages.
  kernel: {
    programs: ['apt-get'],
    package: 'apt cpio kmod',
    proof: () => ['bash', '-euc', `here=${FIXTURES}; PATH=$PATH:/usr/sbin:/sbin; . "$here/vm-kernel.sh"`],
  },
} as const satisfies Record<string, Needed>;

export type Tool = keyof typeof TOOLS;

/** Longer than any proof takes on a busy machine; the kernel is fetched from a mirror. */
const PATIENCE = 180_000;

/**
 * Where a program is that was seen to run, or undefined. What was found is kept for the whole run, in the folder that the
 * global set-up made.
 */
export function programOf(tool: Tool): string | undefined {
  const known = process.env.TEST_TOOLS && join(process.env.TEST_TOOLS, tool);
  if (known && existsSync(known)) return readFileSync(known, 'utf8') || undefined;
  const found = findRunning(tool);
  if (known) writeFileSync(known, found ?? '');
  return found;
}

/** The first program of a tool's names in `path` that runs. Administrators' folders are looked at too: nwipe lives there. */
export function findRunning(tool: Tool, path: string = process.env.PATH ?? ''): string | undefined {
  const folders = [...path.split(delimiter), '/usr/sbin', '/sbin', ...(tool === 'postgres' ? postgresFolders() : [])];
  const paths = TOOLS[tool].programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  const own = tool === 'chromium' ? process.env.CHROMIUM : undefined;
  return [...(own ? [own] : []), ...paths].find((program) => isExecutable(program) && runs(TOOLS[tool], program));
}

/** The newest first, each with its client's programs beside. */
function postgresFolders(): string[] {
  const majors = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  return majors.sort((a, b) => Number(b) - Number(a)).map((major) => `/usr/lib/postgresql/${major}/bin`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function runs({ proof = version('--version'), says = /(?:)/ }: Needed, program: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'bn-tool-'));
  const [command = '', ...args] = proof(program, folder);
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: PATIENCE, killSignal: 'SIGKILL' });
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return status === 0 && says.test(stdout);
}

const isThere = (tool: Tool) => (tool === 'redis' && Boolean(process.env.REDIS_URL)) || programOf(tool) !== undefined;

/**
 * A `describe` whose tests need tools. When one is missing, or is there and does not run, the suite does not run, and the
 * last lines of the run say so and how to get it; with BN_REQUIRE_TOOLS=1 it fails instead.
 */
export function needs(tools: Tool | readonly Tool[], title: string, suite: () => void): void {
  const missing = [tools].flat().filter((tool) => !isThere(tool as Tool)) as Tool[];
  if (missing.length === 0) {
    describe(title, () => {
      // A browser on a busy machine stops answering once in some hundred runs: a test of one is tried again, and both are told.
      if ([tools].flat().includes('chromium')) jest.retryTimes(1, { logErrorsBeforeRetry: true });
      suite();
    });
    return;
  }
  const packages = [...new Set(missing.map((tool) => TOOLS[tool].package))].join(' ');
  const remedy = `${missing.includes('kernel') ? 'apt-get update && ' : ''}apt-get install ${packages}`;
  if (process.env.BN_REQUIRE_TOOLS === '1') {
    test(`${title} needs ${missing.join(', ')}`, () => {
      throw new Error(`missing, or does not run: ${missing.join(', ')}; ${remedy}`);
    });
    return;
  }
  // The one place that leaves tests out; closing-lines.mjs reads this title and reports it.
  describe.skip(`${title} {${remedy}}`, suite);
}
