import { BODY_KINDS, ORGANISATION_KIND_WORDS } from '#kernel';
import type { BankView, EligibilityGround, OrganisationView } from '#people';
import {
  Actions,
  type Again,
  Button,
  Fieldset,
  Form,
  FormPage,
  SelectField,
  TextField,
  Tiles,
} from '../../ui/index.js';

const trail = (label: string) => [{ label: 'Réglages', href: '/gestion' }, { label }];

/** What somebody may set for their own organisation. */
export function SettingsPage({
  organisation: o,
  isBankAdmin,
  readsLooks,
  readsAudit,
  managesMembers,
}: {
  organisation: OrganisationView;
  isBankAdmin: boolean;
  readsLooks: boolean;
  readsAudit: boolean;
  /** Who only stands in for somebody does not. */
  managesMembers: boolean;
}) {
  return (
    <FormPage title="Réglages" lead={`${o.name} · ${ORGANISATION_KIND_WORDS[o.kind]}`}>
      <Tiles
        tiles={[
          ...(managesMembers
            ? [
                {
                  href: '/gestion/membres',
                  label: 'Membres',
                  hint: 'Inviter, corriger, suspendre ; faire un lien pour un mot de passe',
                  icon: 'users',
                } as const,
              ]
            : []),
          { href: '/gestion/lieux', label: 'Lieux', hint: 'Sites, pièces et étagères', icon: 'map-pin' },
          ...(managesMembers
            ? [
                {
                  href: '/gestion/messages',
                  label: 'Messages',
                  hint: 'Ce que le site a envoyé, à qui et quand',
                  icon: 'mail',
                } as const,
              ]
            : []),
          {
            href: '/gestion/signataires',
            label: 'Signataires',
            hint: 'Qui signe les documents, par son nom et sa qualité',
            icon: 'signature',
          },
          {
            href: '/gestion/jetons',
            label: 'Clés pour vos logiciels',
            hint: 'Pour qu’un tableur ou un autre logiciel lise et écrive ici à votre place',
            icon: 'key-round',
          },
          {
            href: '/inventaires/agents',
            label: 'Agents d’inventaire',
            hint: 'Pour que les machines disent elles-mêmes ce qu’elles sont',
            icon: 'cpu',
          },
          ...(readsLooks
            ? [
                {
                  href: '/consultations',
                  label: 'Identités consultées',
                  hint: 'Qui, dans votre organisation, a lu le nom ou les coordonnées d’une personne',
                  icon: 'history' as const,
                },
              ]
            : []),
          ...(readsAudit
            ? [
                {
                  href: '/gestion/journal',
                  label: 'Journal de gestion',
                  hint: 'Qui s’est connecté, et qui a changé des comptes, des droits ou des réglages',
                  icon: 'history' as const,
                },
              ]
            : []),
          ...(isBankAdmin
            ? [
                {
                  href: '/gestion/banque',
                  label: 'La banque',
                  hint: 'Nom, adresse, téléphone d’aide, mentions légales',
                  icon: 'building-2' as const,
                },
                {
                  href: '/gestion/securite',
                  label: 'Connexion et sécurité',
                  hint: 'À qui la seconde vérification est demandée ; téléphones perdus',
                  icon: 'shield-check' as const,
                },
                {
                  href: '/gestion/organisations',
                  label: 'Organisations et personnes',
                  hint: 'Qui travaille avec la banque, et qui y travaille',
                  icon: 'building-2' as const,
                },
                {
                  href: '/gestion/messages/modeles',
                  label: 'Modèles de messages',
                  hint: 'Les mots de chaque message, avec un exemple',
                  icon: 'mail' as const,
                },
                {
                  href: '/quotas',
                  label: 'Quotas',
                  hint: 'Combien d’appareils par structure',
                  icon: 'sliders-horizontal' as const,
                },
                {
                  href: '/regles',
                  label: 'Règles',
                  hint: 'Les délais, plafonds et durées qui s’appliquent, avec leur source',
                  icon: 'scale' as const,
                },
                {
                  href: '/gestion/systeme',
                  label: 'État du système',
                  hint: 'Sauvegarde, travail de fond, place : ce qui demande quelque chose',
                  icon: 'cpu' as const,
                },
                {
                  href: '/registre',
                  label: 'Registre des données personnelles',
                  hint: 'Ce que le programme garde des personnes, pourquoi, combien de temps',
                  icon: 'users' as const,
                },
              ]
            : []),
        ]}
      />
    </FormPage>
  );
}

export function BankSettingsPage({
  bank,
  grounds,
  problems,
  values,
}: { bank: BankView; grounds: readonly EligibilityGround[] } & Again) {
  const v = (name: keyof BankView) => values?.[name] ?? bank[name] ?? '';
  const field = (name: keyof BankView, label: string, hint?: string, required = false) => (
    <TextField
      name={name}
      label={label}
      {...(hint ? { hint } : {})}
      required={required}
      value={v(name)}
      problems={problems}
      maxlength={400}
    />
  );
  return (
    <FormPage
      title="La banque"
      lead="Ce que disent les étiquettes, les documents et les pages légales."
      trail={trail('La banque')}
    >
      <p>
        <a href="/gestion/banque/logo">Changer le logo imprimé sur les documents</a>
      </p>
      <p>
        <a href="/gestion/accessibilite">Déclaration d’accessibilité</a>
      </p>
      <Form action="/gestion/banque" problems={problems}>
        {field('name', 'Nom affiché', undefined, true)}
        {field('legalName', 'Nom légal')}
        {field('siren', 'SIREN', '9 chiffres')}
        {field('address', 'Adresse')}
        {field('helpline', 'Téléphone d’aide', 'Imprimé sur les étiquettes')}
        {field('email', 'Adresse mail')}
        <SelectField
          name="bodyKind"
          label="La banque est"
          hint="Décide de la base légale des données personnelles"
          empty="Pas encore dit"
          value={v('bodyKind')}
          options={Object.entries(BODY_KINDS).map(([value, label]) => ({ value, label }))}
        />
        {field('privacyContact', 'Contact pour les données personnelles')}
        {field('publisher', 'Directeur ou directrice de la publication')}
        {field('hosting', 'Hébergeur', 'Nom, adresse, téléphone')}
        {field('timeZone', 'Fuseau horaire', 'Exemple : Europe/Paris. Il décide des années et des échéances.', true)}
        <Fieldset
          legend="Reçus fiscaux"
          hint="Seul un organisme éligible peut en délivrer. En cas de doute, demandez un rescrit à votre centre des impôts avant de choisir."
        >
          <SelectField
            name="eligibilityGround"
            label="Organisme éligible au titre de"
            empty="Nous ne délivrons pas de reçus fiscaux"
            value={v('eligibilityGround')}
            options={grounds.map((g) => ({ value: g.ground, label: `${g.label} (${g.source})` }))}
          />
          {field('eligibilityBasis', 'Ce qui le prouve', 'Exemple : rescrit du 3 mars 2025, décret du 2 mai 2019')}
          {field('legalForm', 'Forme juridique', 'Exemple : association loi 1901')}
          {field('object', 'Objet', 'Comme dans les statuts')}
          {field('status', 'Statut', 'Exemple : reconnue d’utilité publique par décret du 2 mai 2019')}
          {field('signatoryTitle', 'Qualité de la personne qui signe', 'Exemple : la présidente, le trésorier')}
        </Fieldset>
        <Actions>
          <Button icon="check">Enregistrer</Button>
        </Actions>
      </Form>
    </FormPage>
  );
}
