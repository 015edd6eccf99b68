/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'territory.commune': ['code', 'departement', 'epci_name', 'ept_name', 'name'],
} as const;
