import { DEVICE_LIFECYCLE } from '#bank/devices';
import {
  type Actor,
  hasRole,
  isMember,
  MANAGERS,
  may,
  mayAll,
  READ,
  type Right,
  type Role,
  WRITE,
} from '#platform/kernel';
import type { NavItem } from '#platform/ui';

type Entry = Pick<NavItem, 'href' | 'label' | 'icon'> & {
  right: Right;
  /** For whose own work: who reads everybody's finds it from other pages. A menu of fourteen is longer than a screen. */
  whose?: 'own';
  elsewhere?: readonly Role[];
};

/** Addresses of pages under an entry that begin otherwise. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  '/dons': ['/collectes'],
  '/atelier': ['/effacements'],
  '/appareils': ['/actions-groupees', '/inventaires', '/verrous', '/reprise', '/incidents'],
  '/gestion': ['/quotas', '/regles', '/registre', '/consultations'],
};

const ENTRIES: readonly Entry[] = [
  { href: '/collecte', label: 'Comptoir', icon: 'store', right: DEVICE_LIFECYCLE.right('log'), whose: 'own' },
  { href: '/dons', label: 'Dons', icon: 'package-open', right: READ.donations },
  { href: '/appareils', label: 'Appareils', icon: 'laptop', right: READ.devices },
  { href: '/lots', label: 'Lots', icon: 'truck', right: READ.transfers },
  { href: '/atelier', label: 'Atelier', icon: 'wrench', right: READ.workshop, whose: 'own' },
  { href: '/attributions', label: 'Attributions', icon: 'bookmark', right: READ.proposals },
  { href: '/demandes', label: 'Demandes', icon: 'hand-heart', right: READ.requests },
  { href: '/remises', label: 'Remises', icon: 'signature', right: READ.handovers, whose: 'own' },
  { href: '/beneficiaires', label: 'Bénéficiaires', icon: 'users', right: READ.beneficiaries },
  { href: '/sim', label: 'Cartes SIM', icon: 'card-sim', right: READ.sims },
  { href: '/pannes', label: 'Pannes', icon: 'life-buoy', right: READ.tickets },
  { href: '/recus', label: 'Reçus', icon: 'file-check', right: READ.receipts },
  {
    href: '/documents',
    label: 'Documents',
    icon: 'file-text',
    right: READ.papers,
    elsewhere: ['committee_reader', 'donor_contact'],
  },
  { href: '/chiffres', label: 'Chiffres', icon: 'chart-column', right: READ.figures },
  { href: '/regles', label: 'Règles', icon: 'scale', right: READ.rules, elsewhere: ['bank_admin'] },
  { href: '/gestion/cles', label: 'Clés', icon: 'key-round', right: WRITE.keys, elsewhere: MANAGERS },
  { href: '/gestion', label: 'Réglages', icon: 'settings', right: WRITE.ownOrganisation },
];

const INSTANCE: readonly Omit<Entry, 'right'>[] = [{ href: '/gestion', label: 'Gestion', icon: 'settings' }];

const STARTS = new Set(['/', ...ENTRIES.map(({ href }) => href), ...Object.values(ALSO).flat()]);

/** The menu's entry for an address: « /verrous?etape=overdue » is under « Appareils ». */
export function entryOf(href: string): string {
  const start = /^\/[^/?]*/.exec(href)?.[0] ?? '/';
  return Object.keys(ALSO).find((entry) => ALSO[entry]!.includes(start)) ?? start;
}

/** Menus by roles and place: the same object each time, so that it is not rendered again. */
const menus = new Map<string, readonly NavItem[]>();

export function navFor(actor: Actor, path: string): readonly NavItem[] {
  if (actor.kind === 'stranger') return [];
  const start = /^\/[^/?]*/.exec(path)?.[0] ?? '';
  const key = [actor.kind, isMember(actor) ? actor.roles.join() : '', STARTS.has(start) ? start : ''].join(' ');
  const menu = menus.get(key) ?? menuOf(actor, start);
  menus.set(key, menu);
  return menu;
}

function menuOf(actor: Actor, start: string): readonly NavItem[] {
  const mine =
    actor.kind === 'instance_admin'
      ? INSTANCE
      : ENTRIES.filter(
          ({ right, whose, elsewhere = [] }) =>
            may(actor, right) && !(whose && mayAll(actor, right)) && !hasRole(actor, ...elsewhere),
        );
  const today = { href: '/', label: 'Aujourd’hui', icon: 'sun' as const };
  return [today, ...mine].map(({ href, label, icon }) => ({
    href,
    label,
    icon,
    current: [href, ...(ALSO[href] ?? [])].includes(start) ? true : undefined,
  }));
}
