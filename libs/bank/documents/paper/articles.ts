type Article = 'le' | 'la' | 'l’' | 'les' | '';

/** The heads of names that take an article: what comes first decides. « EA » and « ESAT » are said letter by letter or as a word. */
const HEADS: Readonly<Record<Exclude<Article, '' | 'l’'>, readonly string[]>> = {
  le: [
    ...['atelier', 'bureau', 'ccas', 'centre', 'cias', 'cidff', 'club', 'collège', 'comité', 'conseil', 'département'],
    ...[
      'dépôt',
      'esat',
      'espace',
      'établissement',
      'foyer',
      'groupe',
      'groupement',
      'hôpital',
      'hub',
      'institut',
      'lycée',
    ],
    ...[
      'magasin',
      'ministère',
      'office',
      'organisme',
      'plateau',
      'point',
      'pôle',
      'réseau',
      'secours',
      'service',
      'site',
    ],
    ...['syndicat', 'tiers-lieu', 'epci', 'ept'],
  ],
  la: [
    ...[
      'agence',
      'agglomération',
      'association',
      'banque',
      'bibliothèque',
      'caisse',
      'chambre',
      'collectivité',
      'commune',
    ],
    ...[
      'communauté',
      'coopérative',
      'croix-rouge',
      'direction',
      'ea',
      'école',
      'entreprise',
      'fédération',
      'fondation',
    ],
    ...[
      'imprimerie',
      'légion',
      'mairie',
      'maison',
      'médiathèque',
      'métropole',
      'mission',
      'mutuelle',
      'préfecture',
      'recyclerie',
    ],
    ...['régie', 'région', 'ressourcerie', 'salle', 'société', 'structure', 'université', 'ville'],
  ],
  les: ['ateliers', 'restos', 'services', 'archives', 'amis', 'compagnons'],
};
const ARTICLE_OF = new Map(
  Object.entries(HEADS).flatMap(([article, heads]) => heads.map((head) => [head, article as Article])),
);
const VOWEL = /^[aeiouyàâäéèêëîïôöùûüœæh]/i;
/** Said without elision: « la Haute-Savoie » would be said, « l’ » is not for these. */
const ASPIRATED = /^(?:hub|halle|hauts?|haute)\b/i;
const elides = (word: string): boolean => VOWEL.test(word) && !ASPIRATED.test(word);

/** A name with the article it is said with, and the name without one that it brings along: « Les Petits Frères » → les, « Petits Frères ». */
function parted(name: string): { article: Article; rest: string } {
  const text = name.trim();
  const own = /^(le|la|les)\s+(?=\S)|^(l)['’](?=\S)/i.exec(text);
  if (own) {
    const article = own[2] ? 'l’' : (own[1]!.toLowerCase() as Article);
    return { article, rest: text.slice(own[0].length) };
  }
  const head = /^[\p{L}-]+/u.exec(text)?.[0].toLowerCase() ?? '';
  const article = ARTICLE_OF.get(head) ?? '';
  return { article: (article === 'le' || article === 'la') && elides(text) ? 'l’' : article, rest: text };
}

export function withArticle(name: string): string {
  const { article, rest } = parted(name);
  return article === '' || article === 'l’' ? `${article}${rest}` : `${article} ${rest}`;
}

/** « du CCAS de Bagneux », « de la Ville de Suresnes », « des Ateliers », « de l’ESAT », « d’Emmaüs », « de Camille ». */
export function withDe(name: string): string {
  const { article, rest } = parted(name);
  if (article === 'le') return `du ${rest}`;
  if (article === 'les') return `des ${rest}`;
  if (article === 'la') return `de la ${rest}`;
  if (article === 'l’') return `de l’${rest}`;
  return elides(rest) ? `d’${rest}` : `de ${rest}`;
}

/** « au CCAS de Bagneux », « à la Ville de Suresnes », « aux Ateliers », « à l’ESAT », « à Emmaüs ». */
export function withA(name: string): string {
  const { article, rest } = parted(name);
  if (article === 'le') return `au ${rest}`;
  if (article === 'les') return `aux ${rest}`;
  return article === '' ? `à ${rest}` : `à ${withArticle(name)}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** Inside a sentence; what begins with several capitals keeps them (« RSA »). */
export const uncapital = (text: string): string =>
  /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
