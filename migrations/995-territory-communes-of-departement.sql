-- Names of communes that a list may mean are those of the bank's own départements.
CREATE INDEX commune_of_departement ON territory.commune (departement);
