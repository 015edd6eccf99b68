import { Controller } from '@nestjs/common';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { DonationQueries, type DonorKind, SuggestionQueries } from '#bank/intake';
import type { DeskData, OpenDonation } from '#platform/contract';
import { Answer, Context, Ctx, html, json, Read, shownMark } from '#platform/http';
import { isMember, sha256 } from '#platform/kernel';
import {
  Actions,
  assetUrl,
  DeskArea,
  DeskView,
  DonationTiles,
  LinkButton,
  OfflineList,
  PhoneShell,
  Picto,
  renderPage,
  workerScript,
} from '#platform/ui';
import { DeviceForm } from '../../donations/web/device-form.js';
import { progressWords } from '../../web/intake.words.js';

/** A donation is logged for days, not for months: a desk that has more open ones finds the others in the list of donations. */
const OPEN = 100;

/** The desk of who logs devices: their open donations, and what a phone keeps of them. */
@Controller()
export class DeskController {
  constructor(
    private readonly donations: DonationQueries,
    private readonly suggestions: SuggestionQueries,
  ) {}

  @Read(DEVICE_LIFECYCLE.right('log'), { page: 'collecte' })
  async desk(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<DeskPage donations={await this.open(ctx)} />);
  }

  /** What the phone keeps for its desk: no name of a person, and nothing that is not this organisation's. */
  @Read(DEVICE_LIFECYCLE.right('log'), { page: 'collecte/donnees' })
  async data(@Context() ctx: Ctx): Promise<Answer> {
    const { actor } = ctx;
    const me = isMember(actor)
      ? { id: actor.membershipId, operator: actor.operatorNumber, organisation: actor.organisationId }
      : null;
    const data: DeskData = {
      me,
      donations: await this.open(ctx),
      suggestions: await this.suggestions.byCategory(actor),
    };
    return json(200, data);
  }

  private async open(ctx: Ctx): Promise<OpenDonation[]> {
    const { items } = await this.donations.list(ctx.actor, { state: 'received', limit: OPEN });
    return items.map((d) => ({
      id: d.id,
      number: d.number,
      donor: d.donorName,
      kind: d.donorKind,
      progress: progressWords(d),
      shown: shownMark(ctx.actor, `/dons/${d.id}/appareils`),
    }));
  }
}

const DESK = '/collecte/hors-ligne';
const NO_NETWORK = '/hors-ligne';
const UNANSWERED = '/sans-reponse';

const file = (body: string, type: string): Answer =>
  new Answer(200, body, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' });

/** What a phone keeps to open the desk without a network. It is the same for everybody, and says nothing about anybody. */
@Controller()
export class DeskShellController {
  @Read({ public: true }, { page: 'collecte/hors-ligne' })
  desk(@Context() ctx: Ctx): Answer {
    return html(200, this.page(ctx, DESK));
  }

  @Read({ public: true }, { page: 'hors-ligne' })
  noNetwork(@Context() ctx: Ctx): Answer {
    return html(200, this.page(ctx, NO_NETWORK));
  }

  @Read({ public: true }, { page: 'sans-reponse' })
  unanswered(@Context() ctx: Ctx): Answer {
    return html(200, this.page(ctx, UNANSWERED));
  }

  /** The service worker. Its version is of all that it keeps, so that it is fetched anew when one of them changed. */
  @Read({ public: true }, { page: 'sw.js' })
  worker(@Context() ctx: Ctx): Answer {
    const script = workerScript();
    const pages = [DESK, NO_NETWORK, UNANSWERED];
    const version = sha256([script, ...pages.map((path) => this.page(ctx, path))].join('')).slice(0, 16);
    return file(
      `const VERSION = 'bn-${version}';\nconst PAGES = ${JSON.stringify(pages)};\n${script}`,
      'text/javascript',
    );
  }

  @Read({ public: true }, { page: 'manifest.webmanifest' })
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
    return renderPage(view, <InsteadPage {...(path === UNANSWERED ? WITHOUT_ANSWER : WITHOUT_NETWORK)} />);
  }
}

/** Which donation, and what this phone keeps. Without `donations` it is the page as phones keep it, which its script fills. */
function DeskPage({ donations }: { donations?: OpenDonation[] }) {
  const list = (
    <DeskView name="list">
      <h1>Comptoir de collecte</h1>
      <OfflineList />
      <DonationTiles donations={donations ?? []} />
    </DeskView>
  );
  return (
    <PhoneShell
      title="Comptoir de collecte"
      bar="Collecte"
      barIcon="store"
      barHref={donations ? '/' : '/collecte'}
      stored={!donations}
    >
      {donations ? (
        <DeskArea>{list}</DeskArea>
      ) : (
        <DeskArea shell>
          {list}
          <DeskView name="log" hidden>
            <h1>Quel appareil ?</h1>
            <p class="lead" data-part="about" />
            <DeviceForm
              action=""
              doneHref="/collecte"
              donorKind={'company' satisfies DonorKind}
              values={{}}
              makes={[]}
              models={[]}
            />
          </DeskView>
          <DeskView name="unknown" hidden>
            <h1>Ce don n’est pas sur ce téléphone</h1>
            <p>Il sera là quand le réseau reviendra. Les dons déjà gardés ici s’ouvrent sans réseau.</p>
            <Actions>
              <LinkButton look="primary" href="/collecte">
                Voir les dons gardés ici
              </LinkButton>
            </Actions>
          </DeskView>
          <DeskView name="stranger" hidden>
            <h1>Pas de réseau, et personne n’est connecté</h1>
            <p>Connectez-vous une fois avec du réseau : ensuite, cette page s’ouvre et enregistre même sans.</p>
            <Actions>
              <LinkButton look="primary" icon="log-in" href="/connexion?vers=/collecte">
                Se connecter
              </LinkButton>
            </Actions>
          </DeskView>
        </DeskArea>
      )}
    </PhoneShell>
  );
}

const WITHOUT_NETWORK = {
  title: 'Pas de réseau',
  icon: 'wifi-off',
  why: 'Cette page a besoin du réseau. Revenez en arrière : ce que vous aviez écrit y est encore. Rechargez-la quand le réseau sera là.',
  until: 'sans réseau',
} as const;
const WITHOUT_ANSWER = {
  title: 'Le serveur ne répond pas',
  icon: 'hourglass',
  why: 'Le réseau marche, mais la banque met trop de temps à répondre. Revenez en arrière : ce que vous aviez écrit y est encore. Rechargez cette page dans une minute.',
  until: 'en attendant',
} as const;

/** What a phone shows in place of any page but the desk's, which it leads to. */
const InsteadPage = ({ title, icon, why, until }: typeof WITHOUT_NETWORK | typeof WITHOUT_ANSWER) => (
  <PhoneShell title={title} barHref="/">
    <Picto icon={icon} />
    <h1>{title}</h1>
    <p>{why}</p>
    <p>Au point de collecte, on peut enregistrer des appareils {until} : ils partiront plus tard.</p>
    <Actions>
      <LinkButton look="primary" icon="store" href="/collecte">
        Aller au comptoir de collecte
      </LinkButton>
    </Actions>
  </PhoneShell>
);
