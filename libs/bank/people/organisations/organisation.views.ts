import type { OrganisationKind } from '#platform/kernel';
import type { NameReason, PlaceKind, StructureType } from '../word-lists.js';

export interface OrganisationView {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly siren: string | null;
  readonly commune: string;
  /** By post; empty: nobody has said. */
  readonly address: string;
  /** In its own words; empty: nobody has said. */
  readonly openingHours: string;
  /** Whether the copy of a person who was handed a device names its address and its hours. */
  readonly onPapers: boolean;
  readonly helpline: string;
  readonly nameIsPublic: boolean;
  readonly active: boolean;
  /** Of a structure: what it is; null: nobody has said. */
  readonly structureType: StructureType | null;
  /** It was entered twice: the one that stands for it. */
  readonly standsAs: string | null;
}

export interface PlaceView {
  readonly id: string;
  readonly organisationId: string;
  readonly parentId: string | null;
  readonly kind: PlaceKind;
  readonly name: string;
  /** From the site down: "Entrepôt › Allée 2 › Étagère B". */
  readonly path: string;
}

export interface OrganisationForm {
  kind: OrganisationKind;
  name: string;
  siren?: string | null;
  commune?: string;
  /** By post. Left out of a change, it stays. */
  address?: string | undefined;
  helpline?: string;
  nameIsPublic?: boolean;
  active?: boolean;
  structureType?: StructureType | null | undefined;
  /** The bank's own counter: said once, when it is created. */
  ownCounter?: boolean;
  /** Why its name changes; asked only then. */
  nameReason?: NameReason | undefined;
}

/** Where and when an organisation is reached, as its manager says it. */
export interface ReachForm {
  readonly address: string;
  readonly openingHours: string;
  readonly onPapers: boolean;
}

export interface PlaceForm {
  kind: PlaceKind;
  name: string;
  parentId?: string | null;
}
