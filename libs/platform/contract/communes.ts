export interface CommuneOffer {
  readonly name: string;
  readonly departement: string;
  readonly postalCodes: readonly string[];
}

export interface CommuneOffers {
  items: readonly CommuneOffer[];
}
