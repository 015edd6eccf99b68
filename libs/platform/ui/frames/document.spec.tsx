import { gzipSync } from 'node:zlib';
import { Gallery } from '../../../../test/gallery/gallery.js';
import { galleryView } from '../../../../test/gallery/view.js';
import {
  AppShell,
  assetUrl,
  Code,
  HowFar,
  Icon,
  LinkButton,
  loadAssets,
  renderPage,
  safeHref,
  Table,
} from '../index.js';

const page = (node: Parameters<typeof renderPage>[1]): string => renderPage(galleryView, node).toString();

describe('a document', () => {
  it('is French, says where one is, and can be skipped to its content', () => {
    const html = page(<AppShell title="Dons">x</AppShell>);
    expect(html).toMatch(/^<!doctype html><html lang="fr">/);
    expect(html).toContain('<title>Dons · Banque du Numérique</title>');
    expect(html).toContain('href="#contenu"');
    expect(html).toContain('<main id="contenu"');
  });

  it('refreshes by itself only where a page asks for it', () => {
    expect(page(<AppShell title="A">x</AppShell>)).not.toContain('http-equiv');
    expect(
      page(
        <AppShell title="A" refreshSeconds={20}>
          x
        </AppShell>,
      ),
    ).toContain('http-equiv="refresh" content="20"');
  });

  it('shows how far a long work is in figures and as a named bar, and no bar where there is nothing to count', () => {
    const html = page(<HowFar label="Appareils repris" done={3} total={12} />);
    expect(html).toMatch(/Appareils repris\s: 3 sur 12 \(25\s%\)/);
    expect(html).toContain('<progress max="12" value="3" aria-label="Appareils repris"></progress>');
    expect(page(<HowFar label="Appareils repris" done={0} total={0} />)).not.toContain('<progress');
  });

  it.each(Object.entries(Gallery))(
    '%s: nothing that the content security policy would refuse, one h1, one main',
    (_, node) => {
      const html = page(node());
      expect(html).not.toMatch(/<[^>]+\sstyle=/);
      expect(html).not.toMatch(/<[^>]+\son[a-z]+=/);
      expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
      expect(html).not.toContain('<style');
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html.match(/<main/g)).toHaveLength(1);
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
      expect(ids).toEqual([...new Set(ids)]);
    },
  );

  it('refuses a style or a handler written on an element', () => {
    expect(() => page(<p style="color:red">x</p>)).toThrow('style');
    // biome-ignore lint/a11y/useKeyWithClickEvents: it never gets as far as being pressed
    expect(() => page(<p onClick={() => {}}>x</p>)).toThrow('onClick');
  });
});

describe('an address', () => {
  it.each(['/dons', '?a=1', '#f', 'dons/1', 'https://a.example', 'mailto:a@b.example', 'tel:+33100000000'])(
    '%s stays',
    (href) => {
      expect(safeHref(href)).toBe(href);
    },
  );

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
  ])('%j goes nowhere', (href) => {
    expect(safeHref(href)).toBe('#');
    expect(page(<LinkButton href={href}>x</LinkButton>)).toContain('<a href="#" class="button');
  });
});

describe('what a page holds', () => {
  it('names rows and columns, and carries the header into the cell', () => {
    const html = page(
      <Table
        caption="Dons"
        rows={[{ id: 1 }]}
        rowKey={(row) => row.id}
        columns={[
          { header: 'Date', cell: () => 'hier' },
          { header: 'Donateur', row: true, cell: () => 'Suresnes' },
        ]}
      />,
    );
    expect(html).toContain('<caption class="sr">Dons</caption>');
    expect(html.match(/scope="col"/g)).toHaveLength(2);
    expect(html).toMatch(/<td[^>]*data-label="Date"/);
    expect(html).toMatch(/<th scope="row"><div>/);
  });

  it('escapes text, and hides pictograms from screen readers', () => {
    expect(page(<Code>{'<b>'}</Code>)).toContain('&lt;b>');
    expect(page(<Icon name="truck" />)).toMatch(/<svg class="icon"[^>]*aria-hidden="true"[^>]*><path/);
  });

  it('keeps a French sign with its word', () => {
    expect(page(<p>Besoin d’aide ? Oui : « demain »</p>)).toContain('d’aide\u00a0? Oui\u00a0: «\u00a0demain\u00a0»');
  });
});

describe('static files', () => {
  it('point only at files that are served, with the hash of their content', () => {
    const served = loadAssets();
    const css = served.get('/assets/app.css')!.body.toString();
    const urls = [...css.matchAll(/url\("([^"]+)"\)/g)].map((match) => match[1]!);
    expect(urls).toHaveLength(4);
    for (const url of [...urls, assetUrl('app.js')]) {
      expect(url).toMatch(/^\/assets\/[\w.-]+\?v=[\w-]{10}$/);
      expect(served.has(url.split('?')[0]!)).toBe(true);
    }
  });

  it.each(['fault', 'ticket', 'collect'])('weigh less than 50 kB in all with the page for a phone: %s', (name) => {
    const view = { ...galleryView, person: null, nav: [] };
    const page = renderPage(view, Gallery[name]!()).toString();
    const sent: Buffer[] = [Buffer.from(page)];
    // A code on the page brings the bold mono face; nothing on a phone is written in the thin one.
    const asked = (path: string): boolean => page.includes(`"${path}`) || /(next-\d+|mono-700)\.woff2/.test(path);
    for (const [path, file] of loadAssets()) if (asked(path)) sent.push(file.body);
    const bytes = sent.reduce((all, body) => all + Math.min(gzipSync(body).length, body.length), 0);
    expect(bytes).toBeLessThan(50_000);
  });
});
