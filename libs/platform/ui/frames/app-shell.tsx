import type { ComponentChildren } from 'preact';
import { Icon } from '../icon.js';
import { useHead, useView } from '../view-context.js';
import { Navigation } from './app-navigation.js';
import { BenchShell } from './bench-shell.js';
import { BackgroundStopped, Flash, Footer, Mark, OfflineNotice } from './page-frame.js';
import { Breadcrumb, type Trail } from './wayfinding.js';

/** The active organisation, on a page without a trail, for those who work in several. */
function Here() {
  const { person } = useView();
  if (!person || person.organisations.length < 2) return null;
  return (
    <section class="here" aria-label="Organisation active">
      {person.organisationName}
    </section>
  );
}

/** Searches everything; `/` on a keyboard focuses it. A scanner ends with Enter, so it works by itself. */
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

/** The frame of daily work; for whoever works at the bench only, the bench's. */
export const AppShell = (props: ShellProps) => (useView().bench ? <AtBench {...props} /> : <AtDesk {...props} />);

export const useFindsAnything = (): boolean => useView().nav.some((item) => item.href === '/appareils');

function Top({ trail, search }: ShellProps) {
  const findsAnything = useFindsAnything();
  return (
    <div class="top">
      {/* A way of one step repeats the heading. */}
      {trail && trail.length > 1 ? <Breadcrumb items={trail} /> : <Here />}
      {findsAnything && search !== false ? <SearchBox /> : null}
    </div>
  );
}

/** A page of daily work in the bench's frame: the person's name leads home, where the menu is. */
const AtBench = (props: ShellProps) => (
  <BenchShell
    title={props.title}
    personHref="/"
    helpHref="/atelier/aide"
    back
    refreshSeconds={props.refreshSeconds}
    top={<Top {...props} />}
    foot={<Footer />}
  >
    <OfflineNotice />
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
          <OfflineNotice />
          <Flash />
          {props.refreshSeconds ? <BackgroundStopped /> : null}
          {props.children}
        </main>
        <Footer />
      </div>
    </div>
  );
}
