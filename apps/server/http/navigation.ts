import { type Actor, ANYONE_HOLDING, BANK, BENCH, hasRole, type Role, STRUCTURE } from '#kernel';
import type { NavItem } from '../ui/index.js';

type Entry = Pick<NavItem, 'href' | 'label' | 'icon'> & {
  roles: readonly Role[];
  /** Who finds it on the page of another entry instead: a menu of fourteen is longer than a screen. */
  elsewhere?: readonly Role[];
};

/** Pages of a room whose address begins otherwise: the menu still says where one is. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  '/dons': ['/collectes'],
  '/appareils': ['/inventaires', '/verrous', '/reprise'],
  '/gestion': ['/quotas', '/regles'],
};

const ENTRIES: readonly Entry[] = [
  { href: '/collecte', label: 'Comptoir', icon: 'store', roles: ['collector'] },
  { href: '/dons', label: 'Dons', icon: 'package-open', roles: [...BANK, 'collector'] },
  { href: '/appareils', label: 'Appareils', icon: 'laptop', roles: ANYONE_HOLDING },
  { href: '/lots', label: 'Lots', icon: 'truck', roles: ANYONE_HOLDING },
  { href: '/atelier', label: 'Atelier', icon: 'wrench', roles: BENCH },
  { href: '/attributions', label: 'Attributions', icon: 'bookmark', roles: BANK },
  { href: '/demandes', label: 'Demandes', icon: 'hand-heart', roles: [...BANK, ...STRUCTURE] },
  { href: '/remises', label: 'Remises', icon: 'signature', roles: STRUCTURE },
  { href: '/beneficiaires', label: 'Bénéficiaires', icon: 'users', roles: STRUCTURE },
  { href: '/sim', label: 'Cartes SIM', icon: 'card-sim', roles: [...BANK, ...STRUCTURE] },
  { href: '/pannes', label: 'Pannes', icon: 'life-buoy', roles: [...BANK, ...STRUCTURE] },
  { href: '/recus', label: 'Reçus', icon: 'file-check', roles: BANK },
  { href: '/documents', label: 'Documents', icon: 'file-text', roles: ANYONE_HOLDING },
  { href: '/chiffres', label: 'Chiffres', icon: 'chart-column', roles: [...BANK, 'committee_reader'] },
  { href: '/regles', label: 'Règles', icon: 'scale', roles: BANK, elsewhere: ['bank_admin'] },
  {
    href: '/gestion',
    label: 'Réglages',
    icon: 'settings',
    roles: ['bank_admin', 'structure_manager', 'workshop_supervisor', 'collector'],
  },
];

const INSTANCE: readonly Omit<Entry, 'roles'>[] = [{ href: '/gestion', label: 'Gestion', icon: 'settings' }];

/** The menu of this person, with the room they are in marked. */
export function navFor(actor: Actor, path: string): NavItem[] {
  const here = (href: string) =>
    href === '/'
      ? path === '/' || path.startsWith('/?')
      : [href, ...(ALSO[href] ?? [])].some((start) => new RegExp(`^${start}([/?]|$)`).test(path));
  const mine =
    actor.kind === 'instance_admin'
      ? INSTANCE
      : ENTRIES.filter((e) => hasRole(actor, ...e.roles) && !hasRole(actor, ...(e.elsewhere ?? [])));
  if (actor.kind === 'stranger') return [];
  const today = { href: '/', label: 'Aujourd’hui', icon: 'sun' as const };
  return [today, ...mine].map(({ href, label, icon }) => ({
    href,
    label,
    icon,
    ...(here(href) ? { current: true } : {}),
  }));
}
