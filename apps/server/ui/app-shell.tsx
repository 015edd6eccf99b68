import type { ComponentChildren } from 'preact';
import { BenchShell } from './bench-shell.js';
import type { Encoded } from './encoded.js';
import { HiddenField } from './fields.js';
import { Button, Form } from './form.js';
import { formatNumber } from './format.js';
import { Icon } from './icon.js';
import { BackgroundStopped, Flash, Footer, KeptOnPhone, Mark } from './page-frame.js';
import { Markup, renderToHtml } from './render.js';
import { type NavItem, useHead, useView } from './view-context.js';
import { Breadcrumb, type Trail } from './wayfinding.js';

function NavLink({ item }: { item: NavItem }) {
  return (
    <li>
      <a href={item.href} aria-current={item.current ? 'page' : undefined}>
        <Icon name={item.icon} />
        <span class="nav-label">{item.label}</span>
        {item.count ? (
          <span class="nav-count">
            {formatNumber(item.count)}
            <span class="sr"> en attente</span>
          </span>
        ) : null}
      </a>
    </li>
  );
}

/** Who is signed in, where for, and the way out. */
function Account() {
  const { person, organisationId, path, bank } = useView();
  if (!person) return null;
  const others = person.organisations.length > 1;
  // The bank's own name stands on top of the menu.
  const of = person.organisationName === bank.name ? null : person.organisationName;
  return (
    <div class="account">
      <p class="account-who">
        <Icon name="user" />
        <span>
          <strong>{person.name}</strong>
          <span class="account-role">{[person.roleLabel, of].filter(Boolean).join(' · ')}</span>
        </span>
      </p>
      {others ? (
        <details class="account-switch">
          <summary>
            <Icon name="building-2" />
            <span class="nav-label">Changer d’organisation</span>
            <Icon name="chevron-down" class="turn" />
          </summary>
          <Form action="/organisation">
            {person.organisations.map((organisation) => (
              <button
                type="submit"
                key={organisation.membershipId}
                class="nav-button"
                name="membershipId"
                value={organisation.membershipId}
              >
                {organisation.name}
              </button>
            ))}
            <HiddenField name="from" value={organisationId} />
          </Form>
        </details>
      ) : null}
      <a href="/compte" class="nav-button" aria-current={path.startsWith('/compte') ? 'page' : undefined}>
        <Icon name="id-card" />
        <span>Mon compte</span>
      </a>
      <Form action="/deconnexion">
        <button type="submit" class="nav-button">
          <Icon name="log-out" />
          <span>Se déconnecter</span>
        </button>
      </Form>
    </div>
  );
}

/** On a page without a trail, for those who work in several places: for which one now. */
function Here() {
  const { person } = useView();
  if (!person || person.organisations.length < 2) return null;
  return (
    <section class="here" aria-label="Organisation active">
      {person.organisationName}
    </section>
  );
}

const drawn = new WeakMap<readonly NavItem[], Encoded>();

/** Twice on every page, and a third of a small one: drawn once for each menu. */
function Menu({ nav }: { nav: readonly NavItem[] }) {
  const html =
    drawn.get(nav) ??
    renderToHtml(
      <nav aria-label="Menu">
        <ul class="nav">
          {nav.map((item) => (
            <NavLink key={item.href} item={item} />
          ))}
        </ul>
      </nav>,
    );
  drawn.set(nav, html);
  return <Markup html={html} />;
}

function Navigation() {
  return (
    <>
      <Menu nav={useView().nav} />
      <Account />
    </>
  );
}

/** Finds anything from anywhere; `/` on a keyboard goes there. A scanner that types ends with Enter, so it works by itself. */
export function SearchBox({ value }: { value?: string }) {
  return (
    <search>
      <form class="search" action="/recherche" method="get">
        <label class="sr" for="recherche">
          Chercher un appareil, un don, un numéro…
        </label>
        <Icon name="scan-line" />
        <input
          id="recherche"
          type="search"
          name="q"
          value={value ?? ''}
          placeholder="Code, numéro, nom…"
          autocomplete="off"
        />
        <button type="submit" class="search-go">
          <Icon name="search" />
          <span class="sr">Chercher</span>
        </button>
      </form>
    </search>
  );
}

interface ShellProps {
  title: string;
  search?: boolean;
  trail?: Trail;
  refreshSeconds?: number;
  children: ComponentChildren;
}

/** The frame of daily work; for whoever works at the bench alone, the bench's. */
export const AppShell = (props: ShellProps) => (useView().bench ? <AtBench {...props} /> : <AtDesk {...props} />);

/** Where one is, and what finds anything from there. */
function Top({ trail, search }: ShellProps) {
  const findsDevices = useView().nav.some((item) => item.href === '/appareils');
  return (
    <div class="top">
      {/* A way of one step repeats the heading. */}
      {trail && trail.length > 1 ? <Breadcrumb items={trail} /> : <Here />}
      {findsDevices && search !== false ? <SearchBox /> : null}
    </div>
  );
}

/** A page of the daily work in the bench's frame: their name leads home, where the menu is. */
const AtBench = (props: ShellProps) => (
  <BenchShell
    title={props.title}
    personHref="/"
    helpHref="/atelier/aide"
    back
    {...(props.refreshSeconds ? { refreshSeconds: props.refreshSeconds } : {})}
    top={<Top {...props} />}
    foot={<Footer />}
  >
    <KeptOnPhone />
    {props.children}
  </BenchShell>
);

/** Navigation on the left from 960 px, in a menu on top of a phone. */
function AtDesk(props: ShellProps) {
  const view = useView();
  useHead({ title: props.title, refreshSeconds: props.refreshSeconds, shell: 'app' });
  const signedIn = view.person !== null;
  return (
    <div class={signedIn ? 'app-frame' : 'app-frame open'}>
      <header class="side">
        <a class="brand" href="/">
          <Mark />
          <span>{view.bank.name}</span>
        </a>
        {signedIn ? (
          <>
            <div class="side-full">
              <Navigation />
            </div>
            <details class="side-menu">
              <summary>
                <Icon name="menu" />
                <span>Menu</span>
              </summary>
              <div class="side-panel">
                <Navigation />
              </div>
            </details>
          </>
        ) : (
          <a class="side-signin" href="/connexion">
            Se connecter
          </a>
        )}
      </header>
      <div class="page">
        <Top {...props} />
        <main id="contenu" tabIndex={-1}>
          <KeptOnPhone />
          <Flash />
          {props.refreshSeconds ? <BackgroundStopped /> : null}
          {props.children}
        </main>
        <Footer />
      </div>
    </div>
  );
}

/** A button that posts and nothing else: no field, one action. */
export function PostButton(props: {
  action: string;
  label: string;
  look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: NavItem['icon'];
  wide?: boolean;
  fields?: Record<string, string>;
}) {
  return (
    <Form action={props.action} class="post-button">
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      <Button look={props.look ?? 'secondary'} icon={props.icon} wide={props.wide}>
        {props.label}
      </Button>
    </Form>
  );
}
