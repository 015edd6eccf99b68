import type { View } from '#platform/ui';

/** A made-up coordinator's request, for the gallery and the tests of the components. */
export const galleryView: View = {
  path: '/',
  person: {
    name: 'Leïla B.',
    organisationName: 'Banque du Numérique',
    roleLabel: 'Coordination',
    organisations: [
      { membershipId: 'm1', name: 'Banque du Numérique' },
      { membershipId: 'm2', name: 'Tiers-lieu des Hautes-Rives' },
    ],
  },
  organisationId: '01999999-0000-7000-8000-000000000001',
  formKey: '01999999-0000-7000-8000-00000000abcd',
  bank: { name: 'Banque du Numérique', helpline: '01 00 00 00 00' },
  nav: [
    { href: '/', label: 'Aujourd’hui', icon: 'sun', current: true },
    { href: '/dons', label: 'Dons', icon: 'package-open', count: 4 },
    { href: '/appareils', label: 'Appareils', icon: 'laptop' },
    { href: '/lots', label: 'Lots', icon: 'truck', count: 7 },
    { href: '/atelier', label: 'Ateliers', icon: 'wrench' },
    { href: '/demandes', label: 'Demandes', icon: 'hand-heart', count: 12 },
    { href: '/sim', label: 'Cartes SIM', icon: 'card-sim' },
    { href: '/pannes', label: 'Pannes', icon: 'life-buoy', count: 3 },
    { href: '/chiffres', label: 'Chiffres', icon: 'chart-column' },
  ],
};
