import type { VNode } from 'preact';
import { assetUrl } from '../assets.js';
import { Pictograms } from '../icon.js';
import { renderToHtml } from '../render.js';
import { bytesOf, type Encoded } from '../text/html-text.js';
import { emptyHead, HeadContext, type View, ViewContext } from '../view-context.js';

/** Lets a page keep devices on the phone: it can be installed, it sends what waits, it logs. */
const KeepsDevices = ({ desk }: { desk: boolean }) => (
  <>
    <link rel="manifest" href="/manifest.webmanifest" />
    <link rel="apple-touch-icon" href={assetUrl('icon-192.png')} />
    <script type="module" src={assetUrl(desk ? 'desk.js' : 'offline.js')} />
  </>
);

const Trial = ({ day }: NonNullable<View['trial']>) => (
  <aside class="trial" aria-label="Banque d’essai">
    <strong>Banque d’essai</strong> : tout y est inventé.{day ? ` Pour elle, nous sommes le ${day}.` : ''} Pour ouvrir
    la vôtre : <code>npm run open-bank</code>
  </aside>
);

/** The whole HTML document of a page, in UTF-8. The page is rendered first, so that it can set its own title. */
export function renderPage(view: View, node: VNode): Buffer {
  const head = emptyHead();
  const body = renderToHtml(
    <ViewContext.Provider value={view}>
      {view.trial ? <Trial day={view.trial.day} /> : null}
      <HeadContext.Provider value={head}>{node}</HeadContext.Provider>
    </ViewContext.Provider>,
  );
  const shapes = renderToHtml(<Pictograms names={head.pictograms} />);
  const said = head.title ? `${head.title} · ${view.bank.name}` : view.bank.name;
  const title = head.wrong ? `Erreur : ${said}` : said;
  const top = renderToHtml(
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#073b38" />
      <meta name="format-detection" content="telephone=no" />
      {head.refreshSeconds ? (
        <noscript>
          <meta http-equiv="refresh" content={String(head.refreshSeconds)} />
        </noscript>
      ) : null}
      {head.leadsTo ? <meta http-equiv="refresh" content={`0; url=${head.leadsTo}`} /> : null}
      <link rel="icon" href={assetUrl('icon.svg')} type="image/svg+xml" />
      <link rel="preload" href={assetUrl('next-400.woff2')} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={assetUrl('app.css')} />
      {head.shell === 'phone' ? null : <link rel="stylesheet" href={assetUrl('work.css')} />}
      <script type="module" src={assetUrl('app.js')} />
      {view.desk ? <meta name="membre" content={JSON.stringify(view.desk)} /> : null}
      {view.desk || head.scripts.has('desk') ? <KeepsDevices desk={head.scripts.has('desk')} /> : null}
      {head.scripts.has('camera') ? <script type="module" src={assetUrl('camera.js')} /> : null}
      {head.scripts.has('communes') ? <script type="module" src={assetUrl('communes.js')} /> : null}
      {head.scripts.has('stray-scan') ? <script type="module" src={assetUrl('stray-scan.js')} /> : null}
      {head.scripts.has('new-password') ? <script type="module" src={assetUrl('new-password.js')} /> : null}
      {head.scripts.has('passkey') ? <script type="module" src={assetUrl('passkey.js')} /> : null}
      {head.scripts.has('signature') ? <script type="module" src={assetUrl('signature.js')} /> : null}
    </head>,
  );
  const waits = head.refreshSeconds ? ` data-refresh="${head.refreshSeconds}"` : '';
  const page = `<!doctype html><html lang="fr"${waits}>${top}<body class="${head.shell}"><a class="skip" href="#contenu">Aller au contenu</a>${body}${shapes}</body></html>`;
  return bytesOf(page as Encoded);
}
