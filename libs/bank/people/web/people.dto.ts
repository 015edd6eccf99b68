import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { NAME_REASONS, type PlaceKind, STRUCTURE_TYPES } from '#bank/people';
import { choice, fields, mail, one, several, text, tick, whole } from '#platform/http';
import { BODY_KINDS, labelOfRole, ORGANISATION_KIND_WORDS, ROLES, type Role } from '#platform/kernel';

const noSpaces = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.replace(/\s/g, '') : value;

export const siren = {
  ...text({
    max: 9,
    maxlength: undefined,
    optional: true,
    label: 'SIREN',
    hint: '9 chiffres',
    width: 'short',
    inputmode: 'numeric',
  }),
  rules: [Matches(/^\d{9}$/, { message: 'Un SIREN a 9 chiffres.' }), Transform(noSpaces)],
};

const POSTAL = {
  max: 200,
  label: 'Adresse postale',
  hint: 'Écrite sur l’acte de vente, si l’organisation vend. Exemple : 12 rue des Essais, 92220 Bagneux',
} as const;

const NAME_REASON = {
  label: 'Pourquoi ce changement ?',
  select: 'Choisir',
  wrong: 'people.name_reason_missing',
} as const;

export class OrganisationForm extends fields({
  kind: choice(ORGANISATION_KIND_WORDS, { optional: true, required: true, label: 'Type', select: 'Choisir' }),
  structureType: choice(STRUCTURE_TYPES, {
    optional: true,
    label: 'Type de structure',
    hint: 'Seulement pour une structure : les chiffres sont dits aussi par type.',
    select: 'Non précisé',
    width: 'medium',
    wrong: 'Choisissez un type de structure.',
  }),
  name: text({ max: 120, filled: true, label: 'Nom' }),
  commune: text({
    max: 80,
    optional: true,
    label: 'Commune',
    hint: 'Son nom, ou son code postal et son nom.',
    width: 'medium',
    communes: true,
  }),
  address: text({ ...POSTAL, optional: true }),
  siren,
  helpline: text({ max: 40, optional: true, label: 'Téléphone d’aide', type: 'tel', width: 'medium' }),
  nameIsPublic: tick({
    label: 'Montrer son nom dans les chiffres publics',
    hint: 'Le nom d’un foyer ou d’un service peut en dire trop sur les personnes : seulement si l’organisation l’a choisi.',
  }),
  nameReason: choice(NAME_REASONS, { ...NAME_REASON, optional: true, hint: 'Seulement si vous changez le nom.' }),
  closed: tick({ label: 'Fermer l’organisation' }),
}) {}

/** Where and when one's own organisation is reached. */
export class AddressDto extends fields({
  address: text({ ...POSTAL, filled: true, missing: 'Écrivez l’adresse postale.' }),
  openingHours: text({
    max: 200,
    optional: true,
    label: 'Horaires',
    hint: 'Quand quelqu’un répond et reçoit. Exemple : du lundi au vendredi, de 9 h à 12 h',
  }),
}) {
  /** « oui »: the copy of a person who was handed a device names both. */
  @IsOptional() @IsString() onPapers?: string;
}

/** Why a name changes: a code, never a text. */
export const nameReason = choice(NAME_REASONS, NAME_REASON);

/** Another name for a place. */
export class RenameDto extends fields({
  name: text({ max: 80, filled: true, label: 'Nom', width: 'medium' }),
  nameReason,
}) {}

/** Who a member is, put right. */
export class PersonDto extends fields({
  name: text({ max: 120, filled: true, label: 'Nom', width: 'medium' }),
  email: mail({
    label: 'Adresse mail',
    hint: 'Elle sert à se connecter, dans toutes ses organisations.',
    wrong: 'people.email_wrong',
  }),
  nameReason,
}) {}

class WayDto {
  @IsOptional() @IsIn(['mail', 'copy']) way?: 'mail' | 'copy';
}

/** A new link for a member. */
export class NewLinkDto extends WayDto {}

const ROLE_NAMES = Object.fromEntries(ROLES.map((role) => [role, labelOfRole(role)])) as Record<Role, string>;

export class NewMemberDto extends fields(
  {
    name: text({
      max: 120,
      filled: true,
      id: 'member-name',
      label: 'Nom',
      width: 'medium',
      missing: 'Écrivez le prénom et le nom.',
    }),
    email: mail({ label: 'Adresse mail', wrong: 'people.email_wrong' }),
    roles: several(ROLE_NAMES, { label: 'Rôles', missing: 'Choisissez au moins un rôle.' }),
  },
  WayDto,
) {}

/** A new organisation, and whom its maker invites there first. */
export class NewOrganisationForm extends fields(
  {
    memberName: text({ max: 120, optional: true, label: 'Prénom et nom', width: 'medium' }),
    memberEmail: mail({ optional: true, label: 'Adresse mail', wrong: 'people.email_wrong' }),
    memberRoles: several(ROLE_NAMES, { optional: true, label: 'Rôles' }),
  },
  OrganisationForm,
) {
  @IsOptional() @IsIn(['mail', 'copy']) way?: 'mail' | 'copy';
}

/** What a member may do, and whether they still may. */
export class MembershipForm extends fields({
  roles: several(ROLE_NAMES, { label: 'Rôles' }),
  closed: tick({ label: 'Suspendre son accès à cette organisation' }),
}) {}

/** The kinds of places as pages name them. */
export const PLACE_WORDS = { site: 'Site', room: 'Pièce', shelf: 'Étagère' } as const satisfies Record<
  PlaceKind,
  string
>;

/** A place of the caller's own organisation: a site, or a room or shelf inside another place. */
export class PlaceDto extends fields({
  kind: choice(PLACE_WORDS, { label: 'Type', select: '' }),
  name: text({ max: 80, filled: true, label: 'Nom', width: 'medium' }),
  parentId: one({
    optional: true,
    label: 'Dans',
    hint: 'Pour une pièce ou une étagère.',
    about: 'The place it is in; left out for a site.',
    select: 'Nulle part : c’est un site',
  }),
}) {}

export const openingHours = text({
  max: 120,
  optional: true,
  label: 'Horaires',
  hint: 'Quand on vous trouve, à côté du téléphone d’aide. Exemple : du lundi au vendredi, 9 h à 17 h',
});

const line = (max: number, label: string, hint?: string) => text({ max, optional: true, label, hint });

export class BankIdentityForm extends fields({
  name: text({ max: 120, filled: true, label: 'Nom affiché' }),
  legalName: line(200, 'Nom légal'),
  siren,
  address: line(300, 'Adresse'),
  helpline: line(40, 'Téléphone d’aide', 'Imprimé sur les étiquettes'),
  openingHours,
  email: line(200, 'Adresse mail'),
  bodyKind: choice(BODY_KINDS, {
    optional: true,
    label: 'La banque est',
    hint: 'Décide de la base légale des données personnelles',
    select: 'Pas encore dit',
    wrong: 'Choisissez dans la liste.',
  }),
  privacyContact: line(200, 'Contact pour les données personnelles'),
  publisher: line(200, 'Directeur ou directrice de la publication'),
  hosting: line(300, 'Hébergeur', 'Nom, adresse, téléphone'),
  timeZone: text({
    max: 60,
    filled: true,
    label: 'Fuseau horaire',
    hint: 'Exemple : Europe/Paris. Il décide des années et des échéances.',
  }),
  summaryHour: whole({
    min: 0,
    max: 23,
    optional: true,
    label: 'Heure du résumé du jour',
    hint: 'De 0 à 23, dans ce fuseau. Le mail qui groupe les nouvelles de la veille part à partir de cette heure.',
    wrong: 'Écrivez une heure entre 0 et 23.',
    maxlength: 2,
  }),
}) {
  /** A ground that the dated rules know. */
  @IsOptional() @IsString() @MaxLength(40) eligibilityGround?: string;
}

/** The same, with what its tax receipts say. */
export class BankSettingsForm extends fields(
  {
    eligibilityBasis: line(200, 'Ce qui le prouve', 'Exemple : rescrit du 3 mars 2025, décret du 2 mai 2019'),
    legalForm: line(120, 'Forme juridique', 'Exemple : association loi 1901'),
    object: line(400, 'Objet', 'Comme dans les statuts'),
    status: line(200, 'Statut', 'Exemple : reconnue d’utilité publique par décret du 2 mai 2019'),
    signatoryTitle: line(80, 'Qualité de la personne qui signe', 'Exemple : la présidente, le trésorier'),
  },
  BankIdentityForm,
) {}
