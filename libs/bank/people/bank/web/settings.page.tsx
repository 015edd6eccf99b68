import type { OrganisationView } from '#bank/people';
import { type Actor, may, ORGANISATION_KIND_WORDS, READ, type Right, WRITE } from '#platform/kernel';
import { FormPage, type Tile, Tiles } from '#platform/ui';

/** What there is to set, and the right that it takes; without one it is everybody's who sets something. */
// biome-ignore format: a table to read
const TILES: readonly (Tile & { readonly right?: Right })[] = [
  { href: '/gestion/membres', label: 'Membres', hint: 'Inviter, corriger, suspendre ; faire un lien pour un mot de passe', icon: 'users', right: WRITE.members },
  { href: '/gestion/lieux', label: 'Lieux', hint: 'Sites, pièces et étagères', icon: 'map-pin' },
  { href: '/gestion/adresse', label: 'Adresse et horaires', hint: 'Où et quand on vous trouve ; l’acte de vente porte l’adresse', icon: 'map-pin' },
  { href: '/gestion/messages', label: 'Messages', hint: 'Ce que le site a envoyé, à qui et quand', icon: 'mail', right: WRITE.members },
  { href: '/gestion/signataires', label: 'Signataires', hint: 'Qui signe les documents, par son nom et sa qualité', icon: 'signature' },
  { href: '/gestion/jetons', label: 'Clés pour vos logiciels', hint: 'Pour qu’un tableur ou un autre logiciel lise et écrive ici à votre place', icon: 'key-round' },
  { href: '/inventaires/agents', label: 'Agents d’inventaire', hint: 'Pour que les machines disent elles-mêmes ce qu’elles sont', icon: 'cpu' },
  { href: '/consultations', label: 'Identités consultées', hint: 'Qui, dans votre organisation, a lu le nom ou les coordonnées d’une personne', icon: 'history', right: READ.looks },
  { href: '/gestion/journal', label: 'Journal de gestion', hint: 'Qui s’est connecté, et qui a changé des comptes, des droits ou des réglages', icon: 'history', right: READ.audit },
  { href: '/gestion/banque', label: 'La banque', hint: 'Nom, adresse, téléphone d’aide, mentions légales', icon: 'building-2', right: WRITE.bank },
  { href: '/gestion/securite', label: 'Connexion et sécurité', hint: 'À qui la seconde vérification est demandée ; téléphones perdus', icon: 'shield-check', right: WRITE.bank },
  { href: '/gestion/organisations', label: 'Organisations et personnes', hint: 'Qui travaille avec la banque, et qui y travaille', icon: 'building-2', right: WRITE.bank },
  { href: '/gestion/messages/modeles', label: 'Modèles de messages', hint: 'Les mots de chaque message, avec un exemple', icon: 'mail', right: WRITE.bank },
  { href: '/quotas', label: 'Quotas', hint: 'Combien d’appareils par structure', icon: 'sliders-horizontal', right: WRITE.bank },
  { href: '/regles', label: 'Règles', hint: 'Les délais, plafonds et durées qui s’appliquent, avec leur source', icon: 'scale', right: WRITE.bank },
  { href: '/gestion/systeme', label: 'État du système', hint: 'Sauvegarde, travail de fond, place : ce qui demande quelque chose', icon: 'cpu', right: WRITE.bank },
  { href: '/registre', label: 'Registre des données personnelles', hint: 'Ce que le programme garde des personnes, pourquoi, combien de temps', icon: 'users', right: WRITE.bank },
];

/** What somebody may set for their own organisation. */
export function SettingsPage({ organisation: o, actor }: { organisation: OrganisationView; actor: Actor }) {
  return (
    <FormPage title="Réglages" lead={`${o.name} · ${ORGANISATION_KIND_WORDS[o.kind]}`}>
      <Tiles tiles={TILES.filter(({ right }) => !right || may(actor, right))} />
    </FormPage>
  );
}
