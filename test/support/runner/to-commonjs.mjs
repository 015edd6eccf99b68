import { createTransformer } from '@swc/jest';
import { asOneFile, versionOf } from './one-file.mjs';

/** Words of ESM anywhere: what has none is CommonJS, or as good. */
const ESM = /\b(?:import|export)\b/;

/** @swc/jest for our files; a package's files too when they are ESM, else as they came: two thirds of what a suite loads. */
export default {
  createTransformer(options) {
    const swc = createTransformer(options);
    return {
      ...swc,
      getCacheKey: (source, path, jest) => `${swc.getCacheKey(source, path, jest)}${versionOf(path) ?? ''}`,
      process(source, path, jest) {
        if (!path.includes('/node_modules/')) return swc.process(source, path, jest);
        const one = asOneFile(path);
        if (one !== null) return { code: one };
        return ESM.test(source) ? swc.process(source, path, jest) : { code: source };
      },
    };
  },
};
