import type { OrganisationView } from '#bank/people';
import { type Actor, may, ORGANISATION_KIND_WORDS, READ, type Right, WRITE } from '#platform/kernel';
import { FormPage, type Tile, Tiles } from '#platform/ui';

/** What there is to set, by what it concerns, and the right that it takes; without one it is everybody's who sets something. */
// biome-ignore format: a table to read
const GROUPS: readonly (readonly [title: string, tiles: readonly (Tile & { readonly right?: Right })[]])[] = [
  ['Votre organisation', [
    { href: '/gestion/adresse', label: 'Adresse et horaires', hint: 'Où et quand on vous trouve', icon: 'map-pin' },
    { href: '/gestion/lieux', label: 'Lieux', hint: 'Sites, pièces et étagères', icon: 'map-pin' },
    { href: '/gestion/signataires', label: 'Signataires', hint: 'Qui signe les documents, par son nom et sa qualité', icon: 'signature' },
    { href: '/gestion/messages', label: 'Messages', hint: 'Ce que le site a envoyé, à qui et quand', icon: 'mail', right: WRITE.members },
  ]],
  ['Les personnes', [
    { href: '/gestion/membres', label: 'Membres', hint: 'Invitations, suspensions, mots de passe oubliés', icon: 'users', right: WRITE.members },
    { href: '/gestion/organisations', label: 'Organisations et personnes', hint: 'Qui travaille avec la banque, et qui y travaille', icon: 'building-2', right: WRITE.bank },
    { href: '/consultations', label: 'Identités consultées', hint: 'Qui, chez vous, a lu qui est une personne', icon: 'history', right: READ.looks },
    { href: '/registre', label: 'Registre des données personnelles', hint: 'Ce qui est gardé des personnes, et jusqu’à quand', icon: 'users', right: WRITE.bank },
  ]],
  ['La banque et ses règles', [
    { href: '/gestion/banque', label: 'La banque', hint: 'Nom, adresse, téléphone d’aide, mentions légales', icon: 'building-2', right: WRITE.bank },
    { href: '/regles', label: 'Règles', hint: 'Délais, plafonds et durées, avec leur source', icon: 'scale', right: WRITE.bank },
    { href: '/quotas', label: 'Quotas', hint: 'Combien d’appareils par structure', icon: 'sliders-horizontal', right: WRITE.bank },
    { href: '/gestion/messages/modeles', label: 'Modèles de messages', hint: 'Les mots de chaque message, avec un exemple', icon: 'mail', right: WRITE.bank },
  ]],
  ['Les logiciels et les machines', [
    { href: '/gestion/jetons', label: 'Clés pour vos logiciels', hint: 'Pour relier un tableur ou un autre logiciel', icon: 'key-round' },
    { href: '/gestion/cles', label: 'Clés de l’organisation', hint: 'Pour un logiciel qui ne dépend de personne', icon: 'key-round', right: WRITE.keys },
    { href: '/gestion/postes', label: 'Postes d’effacement', hint: 'Les clés avec lesquelles ils rendent compte', icon: 'hard-drive', right: WRITE.benchKeys },
    { href: '/gestion/webhooks', label: 'Logiciels à prévenir', hint: 'Le site leur dit tout de suite ce qui arrive (webhooks)', icon: 'send', right: WRITE.webhooks },
    { href: '/inventaires/agents', label: 'Agents d’inventaire', hint: 'Les machines disent elles-mêmes ce qu’elles sont', icon: 'cpu' },
  ]],
  ['L’installation', [
    { href: '/gestion/securite', label: 'Connexion et sécurité', hint: 'Seconde vérification, téléphones perdus', icon: 'shield-check', right: WRITE.bank },
    { href: '/gestion/journal', label: 'Journal de gestion', hint: 'Connexions, comptes, droits et réglages changés', icon: 'history', right: READ.audit },
    { href: '/gestion/systeme', label: 'État du système', hint: 'Sauvegarde, travail de fond, place disponible', icon: 'cpu', right: WRITE.bank },
  ]],
];

export function SettingsPage({ organisation: o, actor }: { organisation: OrganisationView; actor: Actor }) {
  return (
    <FormPage title="Réglages" lead={`${o.name} · ${ORGANISATION_KIND_WORDS[o.kind]}`}>
      {GROUPS.map(([title, tiles]) => (
        <Tiles key={title} title={title} tiles={tiles.filter(({ right }) => !right || may(actor, right))} />
      ))}
    </FormPage>
  );
}
