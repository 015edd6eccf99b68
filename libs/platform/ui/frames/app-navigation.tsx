import { joined } from '#platform/kernel';
import { HiddenField } from '../forms/fields.js';
import { Form } from '../forms/form.js';
import { Icon } from '../icon.js';
import { Markup, renderToHtml } from '../render.js';
import { formatNumber } from '../text/format.js';
import type { Encoded } from '../text/html-text.js';
import { type NavItem, useView } from '../view-context.js';

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
          <span class="account-role">{joined(' · ', person.roleLabel, of)}</span>
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

const drawn = new WeakMap<readonly NavItem[], Encoded>();

/** Twice on every page, and a third of a small one: rendered once for each menu. */
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

export function Navigation() {
  return (
    <>
      <Menu nav={useView().nav} />
      <Account />
    </>
  );
}
