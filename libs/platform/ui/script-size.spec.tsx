import { brotliCompressSync } from 'node:zlib';
import { Gallery } from '../../../test/gallery/gallery.js';
import { galleryView } from '../../../test/gallery/view.js';
import { loadAssets, renderPage } from './index.js';

const BUDGET = 15_000;
const desk = { id: 'm', operator: 12, organisation: 'o' };

/** What the scripts of these pages weigh, compressed; a reader of codes is fetched only when somebody asks for it. */
const weightOf = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + brotliCompressSync(loadAssets().get(`/assets/${name}`)!.body).length, 0);

const scriptsOf = (html: string): string[] =>
  [...html.matchAll(/<script[^>]* src="\/assets\/([^"?]+)/g)].map((match) => match[1]!);

/** The most that a page asks for: the desk's, and any other of somebody who logs devices. */
const HEAVIEST = {
  desk: ['app.js', 'desk.js', 'camera.js', 'communes.js'],
  passkey: ['app.js', 'offline.js', 'passkey.js'],
  others: ['app.js', 'offline.js', 'camera.js', 'communes.js', 'new-password.js', 'signature.js'],
};

describe('the scripts of a page', () => {
  it.each(Object.entries(HEAVIEST))(
    'weigh no more than 15 kB compressed, also where all come together: %s',
    (_, names) => {
      expect(weightOf(names)).toBeLessThan(BUDGET);
    },
  );

  it.each(Object.entries(Gallery))('are those that were weighed: %s', (_, node) => {
    const asked = scriptsOf(renderPage({ ...galleryView, desk }, node()).toString());
    expect(asked).toContain('app.js');
    const heaviest = HEAVIEST[asked.includes('desk.js') ? 'desk' : asked.includes('passkey.js') ? 'passkey' : 'others'];
    expect(heaviest).toEqual(expect.arrayContaining(asked));
  });
});
