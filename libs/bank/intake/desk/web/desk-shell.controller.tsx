import { Controller, Get } from '@nestjs/common';
import { Answer, Context, Ctx, html, Policy } from '#platform/http';
import { sha256 } from '#platform/kernel';
import { assetUrl, renderPage, workerScript } from '#platform/ui';
import { DeskPage, NoNetworkPage, UnansweredPage } from './desk.page.js';

const DESK = '/collecte/hors-ligne';
const NO_NETWORK = '/hors-ligne';
const UNANSWERED = '/sans-reponse';

const file = (body: string, type: string): Answer =>
  new Answer(200, body, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' });

/** What a phone keeps to open the desk without a network. It is the same for everybody, and says nothing about anybody. */
@Controller()
export class DeskShellController {
  @Get('collecte/hors-ligne')
  @Policy({ public: true })
  desk(@Context() ctx: Ctx): Answer {
    return html(200, this.page(ctx, DESK));
  }

  @Get('hors-ligne')
  @Policy({ public: true })
  noNetwork(@Context() ctx: Ctx): Answer {
    return html(200, this.page(ctx, NO_NETWORK));
  }

  @Get('sans-reponse')
  @Policy({ public: true })
  unanswered(@Context() ctx: Ctx): Answer {
    return html(200, this.page(ctx, UNANSWERED));
  }

  /** The service worker. Its version is of all that it keeps, so that it is fetched anew when one of them changed. */
  @Get('sw.js')
  @Policy({ public: true })
  worker(@Context() ctx: Ctx): Answer {
    const script = workerScript();
    const pages = [DESK, NO_NETWORK, UNANSWERED];
    const version = sha256([script, ...pages.map((path) => this.page(ctx, path))].join('')).slice(0, 16);
    return file(
      `const VERSION = 'bn-${version}';\nconst PAGES = ${JSON.stringify(pages)};\n${script}`,
      'text/javascript',
    );
  }

  @Get('manifest.webmanifest')
  @Policy({ public: true })
  manifest(@Context() ctx: Ctx): Answer {
    const icon = (name: string, sizes: string, purpose: string) => ({
      src: assetUrl(name),
      sizes,
      type: 'image/png',
      purpose,
    });
    return file(
      JSON.stringify({
        id: '/collecte',
        name: `Collecte, ${ctx.bank.name}`,
        short_name: 'Collecte',
        lang: 'fr',
        start_url: '/collecte',
        scope: '/',
        display: 'standalone',
        background_color: '#f7f5f0',
        theme_color: '#073b38',
        icons: [
          icon('icon-192.png', '192x192', 'any'),
          icon('icon-512.png', '512x512', 'any'),
          icon('icon-maskable.png', '512x512', 'maskable'),
        ],
      }),
      'application/manifest+json',
    );
  }

  private page({ bank }: Ctx, path: string): Buffer {
    const view = {
      path,
      person: null,
      organisationId: null,
      formKey: '00000000-0000-7000-8000-000000000000',
      bank: { name: bank.name, helpline: bank.helpline },
      nav: [],
    };
    if (path === DESK) return renderPage(view, <DeskPage />);
    return renderPage(view, path === UNANSWERED ? <UnansweredPage /> : <NoNetworkPage />);
  }
}
