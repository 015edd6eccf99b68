/** Words that nobody else has: whoever is found by one of them is this person. */
export const PLANTED = {
  name: 'Zéphyrine Plantagrume',
  phone: '06 39 98 77 55',
  line: '06 39 98 77 66',
  wrongLine: '06 39 98 77 88',
  puk: '73917391',
  email: 'zephyrine@plantagrume.example',
  address: '7 impasse des Coquelicots bleus',
  words: 'dialyse les mardis',
} as const;
export const WORDS: readonly string[] = [...Object.values(PLANTED), 'Zéphyrine', 'Plantagrume', 'Coquelicots'];
/** What may be found by its whole text alone, as its index is keyed. */
export const INDEXED: readonly string[] = [
  'line:+33639987766',
  'line:+33639987788',
  '+33639987755',
  PLANTED.name,
  PLANTED.email,
];

/** What people write although they are asked not to. */
export const NOTE = `${PLANTED.name}, ${PLANTED.words}`;
