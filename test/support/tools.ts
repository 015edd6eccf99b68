import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs some suites need: the names they go by, and the Debian package that brings them. */
const TOOLS = {
  redis: { programs: ['redis-server', 'valkey-server'], package: 'redis-server', variable: 'REDIS_URL' },
  chromium: { programs: ['chromium', 'chromium-browser', 'google-chrome'], package: 'chromium', variable: 'CHROMIUM' },
  nwipe: { programs: ['nwipe'], package: 'nwipe' },
  pdftotext: { programs: ['pdftotext'], package: 'poppler-utils' },
  pdfinfo: { programs: ['pdfinfo'], package: 'poppler-utils' },
  pdftoppm: { programs: ['pdftoppm'], package: 'poppler-utils' },
  java: { programs: ['java'], package: 'default-jre-headless libpdfbox2-java libactivation-java libjaxb-api-java' },
  qpdf: { programs: ['qpdf'], package: 'qpdf' },
  zbarimg: { programs: ['zbarimg'], package: 'zbar-tools' },
  qemu: { programs: ['qemu-system-x86_64'], package: 'qemu-system-x86' },
  busybox: { programs: ['busybox'], package: 'busybox-static' },
  smartctl: { programs: ['smartctl'], package: 'smartmontools' },
  dmidecode: { programs: ['dmidecode'], package: 'dmidecode' },
  hdparm: { programs: ['hdparm'], package: 'hdparm' },
  fusioninventory: { programs: ['fusioninventory-agent'], package: 'fusioninventory-agent' },
  lspci: { programs: ['lspci'], package: 'pciutils' },
  cpio: { programs: ['cpio'], package: 'cpio' },
  modprobe: { programs: ['modprobe'], package: 'kmod' },
  debian: { programs: ['apt-get'], package: 'apt' },
} as const satisfies Record<string, { programs: readonly string[]; package: string; variable?: string }>;

export type Tool = keyof typeof TOOLS;

/** Where a program is, or undefined. Administrators' folders are looked at too: nwipe lives there. */
export function programOf(tool: Tool): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const paths = TOOLS[tool].programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  const own = tool === 'chromium' ? process.env.CHROMIUM : undefined;
  return [...(own ? [own] : []), ...paths].find(executable);
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const isThere = (tool: Tool) => programOf(tool) !== undefined || (tool === 'redis' && Boolean(process.env.REDIS_URL));

/**
 * A `describe` whose tests need tools. When one is missing the suite does not run, and the last lines of the run say so
 * and how to get it; with BN_REQUIRE_TOOLS=1 it fails instead.
 */
export function needs(tools: Tool | readonly Tool[], title: string, suite: () => void): void {
  const missing = [tools].flat().filter((tool) => !isThere(tool as Tool)) as Tool[];
  if (missing.length === 0) {
    describe(title, suite);
    return;
  }
  const packages = [...new Set(missing.map((tool) => TOOLS[tool].package))].join(' ');
  if (process.env.BN_REQUIRE_TOOLS === '1') {
    test(`${title} needs ${missing.join(', ')}`, () => {
      throw new Error(`missing: ${missing.join(', ')}; apt-get install ${packages}`);
    });
    return;
  }
  // The one place that leaves tests out; closing-lines.mjs reads this title and reports it.
  describe.skip(`${title} {apt-get install ${packages}}`, suite);
}
