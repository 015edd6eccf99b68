import { availableParallelism } from 'node:os';
import { LONGEST } from './test/support/runner/longest-first.mjs';
import { groupSuites } from './test/support/runner/suite-groups.mjs';

// All suites at once: those that may share what they load do. A suite that is named runs by itself.
const groups = process.env.BN_TEST_GROUPS ? groupSuites(import.meta.dirname, LONGEST) : undefined;

/** Everything becomes CommonJS here, node_modules too: Jest on Node 20 cannot `require` the ESM of Nest 12. */
const swc = {
  jsc: {
    parser: { syntax: 'typescript', tsx: true, decorators: true, dynamicImport: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: true,
};

export default {
  testEnvironment: 'node',
  // `source` makes `#bank/devices` the TypeScript of libs/bank/devices.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons', 'require', 'default'] },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test', ...(groups ? [`<rootDir>/${groups.folder}`] : [])],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  testPathIgnorePatterns: ['/node_modules/', ...(groups?.grouped.map((path) => `<rootDir>/${path}$`) ?? [])],
  transform: { '^.+\\.[cm]?[tj]sx?$': ['./test/support/runner/to-commonjs.mjs', swc] },
  transformIgnorePatterns: [],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // One file a package (`one-file.mjs`): what is reached for inside it is found in that one.
    '^rxjs/operators$': 'rxjs',
    '^@nestjs/common/(?:constants|utils/.+|enums/.+)\\.js$': '@nestjs/common/internal',
    '^@nestjs/common/(?:pipes|interfaces)/.+': '@nestjs/common',
  },
  globalSetup: './test/support/runner/global-setup.mjs',
  globalTeardown: './test/support/runner/global-teardown.mjs',
  setupFiles: ['reflect-metadata'],
  reporters: ['default', './test/support/runner/closing-lines.mjs'],
  cacheDirectory: './.cache/jest',
  // One more than there are cores, as many suites wait for browsers and other processes; the server of the tests takes two hundred
  // connections, and a suite may want thirty.
  maxWorkers: Math.min(availableParallelism() + 1, 4),
  // What Node keeps of the modules of ended suites fills a worker's memory until collecting it takes most of the time: begin anew before that.
  workerIdleMemoryLimit: '1200MB',
  testSequencer: './test/support/runner/longest-first.mjs',
  // A suite that failed before it stopped its Redis costs its failure, not the hours of the machine.
  forceExit: Boolean(process.env.CI),
  // Ends what hangs. How much work something is, suites count; a busy machine makes no test fail.
  testTimeout: 300_000,
};
