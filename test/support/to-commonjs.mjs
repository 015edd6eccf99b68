import { createTransformer } from '@swc/jest';

/** Words of ESM anywhere: what has none is CommonJS, or as good. */
const ESM = /\b(?:import|export)\b/;

/** @swc/jest for our files; a package's files too when they are ESM, else as they came: two thirds of what a suite loads. */
export default {
  createTransformer(options) {
    const swc = createTransformer(options);
    return {
      ...swc,
      process: (source, path, jest) =>
        path.includes('/node_modules/') && !ESM.test(source) ? { code: source } : swc.process(source, path, jest),
    };
  },
};
