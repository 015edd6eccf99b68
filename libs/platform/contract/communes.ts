/** What is shown of an official commune while somebody types. */
export interface CommuneOffer {
  readonly name: string;
  readonly departement: string;
  readonly postalCodes: readonly string[];
}

export interface CommuneOffers {
  items: readonly CommuneOffer[];
}
