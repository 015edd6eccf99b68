import { LAYERS } from './scripts/rooms.mjs';

/** A room by its path: `platform/queue`, `bank/devices`, `bank/files/words`. */
const ROOM = 'platform/[^/]+|bank/files/[^/]+|bank/[^/]+';
/** Where pages, controllers and what they are made of are. */
const WEB = '^libs/bank/.+/web/';

const anyOf = (names) => `^libs/(${names.join('|')})/`;

const layers = LAYERS.flatMap((layer, level) =>
  layer.map((room) => ({
    name: `layer-of-${room}`,
    comment: `${room} is in layer ${level}: it may use the layers below, never its neighbours, the layers above or the applications. Move the rule down, or let the caller above join the two.`,
    severity: 'error',
    from: { path: `^libs/${room}/`, pathNot: [WEB] },
    to: {
      path: [
        anyOf(
          LAYERS.slice(level)
            .flat()
            .filter((other) => other !== room)
            .concat('-'),
        ),
        '^(apps|bench)/',
      ],
    },
  })),
);

export default {
  forbidden: [
    ...layers,
    {
      name: 'browser-apart',
      comment:
        'A phone is sent what its script needs: of the server the contract between both, of libraries a list or a number that stands alone in its file.',
      severity: 'error',
      from: { path: '^apps/browser/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^(apps|libs|bench|migrations|test)/',
        pathNot: [
          '^apps/browser/',
          '^libs/platform/contract/',
          '^libs/bank/devices/device/(categories|device-fields)\\.ts$',
          '^libs/bank/photos/photo-limit\\.ts$',
        ],
      },
    },
    {
      name: 'contract-stands-alone',
      comment: 'Two compilers read it, the server’s and the one of the browser’s scripts.',
      severity: 'error',
      from: { path: '^libs/platform/contract/' },
      to: { pathNot: '^libs/platform/contract/' },
    },
    {
      name: 'server-knows-no-browser',
      comment:
        'The scripts come as bundles (scripts/bundle.mjs); what both say to each other is in libs/platform/contract.',
      severity: 'error',
      from: { path: '^(apps/(server|worker|cli)|libs|migrations)/' },
      to: { path: '^apps/browser/' },
    },
    {
      name: 'libraries-know-no-tests',
      comment: 'What only tests use stays in test/; the specs beside the code may use it too.',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^test/' },
    },
    {
      name: 'only-through-the-front-door',
      comment:
        "A room's public face is its index.ts: what is not exported there may change without asking anybody. Tests may try a part by itself.",
      severity: 'error',
      from: { path: `^(?:libs/(${ROOM})/|apps|bench|migrations)`, pathNot: ['^apps/browser/', WEB] },
      to: { path: '^libs/', pathNot: [`^libs/(?:${ROOM})/index\\.ts$`, '^libs/$1/', WEB] },
    },
    {
      name: 'pages-through-the-front-door',
      comment:
        "A page reaches its own room, the faces of others, and parts of their pages; never what is behind another room's door.",
      severity: 'error',
      from: { path: `^libs/(${ROOM})/.*web/` },
      to: { path: '^libs/', pathNot: [`^libs/(?:${ROOM})/index\\.ts$`, '^libs/$1/', WEB] },
    },
    {
      name: 'rules-know-no-pages',
      comment:
        'A rule of the bank is the same from a page, the API, the command line or a worker: pages and controllers are in web/.',
      severity: 'error',
      from: { path: '^libs/bank/', pathNot: [WEB] },
      to: { path: [WEB, '^libs/platform/(http|ui|contract)/'] },
    },
    {
      name: 'no-circle',
      comment:
        'Two files that need each other cannot be read one after the other; with decorators they may not even load.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'libraries-know-no-http',
      comment: 'A rule of the bank is the same from a page, the API, the command line or a worker.',
      severity: 'error',
      from: { path: '^libs/', pathNot: [WEB, '^libs/platform/(http|ui|contract)/'] },
      to: { path: 'node_modules/(@nestjs/(platform-fastify|swagger)|@fastify/|fastify/|preact)' },
    },
    {
      name: 'migrations-stand-alone',
      comment:
        'A migration must do next year what it does today, so it uses the means of migrating and nothing that evolves.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(apps|libs)/', pathNot: '^libs/platform/(database|kernel|queue)/' },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that resolves to nothing fails at run time.',
      severity: 'error',
      // Their `schema.js` is made by the suite that compiles them.
      from: { pathNot: '^test/fixtures/api-client/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-package-in-the-product',
      comment: 'The image is installed without development packages.',
      severity: 'error',
      // The browser's scripts are bundled: what they use is in dist.
      from: { path: '^(apps|libs|migrations)/', pathNot: ['\\.spec\\.tsx?$', '^apps/browser/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default'] },
  },
};
