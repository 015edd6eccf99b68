import { plainWords } from '#platform/kernel';
import { remembering } from './reading.js';

/** What stands where a list names somebody: never the name. */
export const SOMEBODY = 'Une personne';

const LETTER = String.raw`[\p{L}\p{M}'’-]`;
const CAPITAL = String.raw`\p{Lu}${LETTER}*\.?`;
const PARTICLE = `(?:d[eu]|des|la|le|van|von|ben|bin|el|al|da|dos|di)`;
/** « Mme Durand », « M. de La Tour », « monsieur durand »: the words that follow belong to the name as long as they begin with a capital. */
const TITLED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:[Mm]mes?|MMES?|[Mm]lles?|MLLES?|[Mm]onsieur|MONSIEUR|[Mm]adame|MADAME|[Mm]ademoiselle|MADEMOISELLE|M[rR]|mr)(?:\.\s*|\s+)|[Mm]\.\s*(?!\d)|(?:[Dd]r|DR|[Mm]e)\.?\s+(?=\p{Lu})|M\s+(?=\p{Lu}${LETTER}{2}))(?:${PARTICLE}\s+){0,2}\p{L}${LETTER}{1,40}(?:\s+(?:${PARTICLE}\s+){0,2}${CAPITAL}){0,3}`,
  'gu',
);
const MAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
const TELEPHONE = /(?<!\d)(?:\+33\s?|0033\s?|0)[1-9](?:[\s.-]\d{2}){4}(?!\d)/g;
/** « 0612345678 » too: in a column of numbers that may be a serial, in a sentence it is a telephone. */
const TELEPHONE_IN_WORDS = /(?<![\d\p{L}])(?:\+33\s?|0033\s?|0)[1-9](?:[\s.-]?\d{2}){4}(?!\d)/gu;
/** A box that an office reads: whoever answers there. */
const OF_AN_OFFICE =
  /^(?:contact|accueil|info|infos|mairie|ccas|direction|secretariat|administration|admin|bonjour|support|dsi|informatique|numerique|mediation|standard|service|association|noreply)\b/;

/** Words of which names of organisations, services and rooms are made, and of which persons' are not. */
const OF_NO_PERSON = new Set(
  `mairie ville commune ccas cias ehpad esat ime ecole ecoles college lycee universite iut campus faculte association asso amicale fondation centre maison espace foyer mission mediatheque bibliotheque ludotheque creche france service services
  secours croix rouge restos coeur emmaus connect pole plateforme point relais epicerie solidaire sociale social numerique atelier salle bureau bureaux etage batiment bat depot reserve stock cave local armoire etagere rdc accueil direction
  secretariat comptabilite rue avenue place allee boulevard quartier residence hotel prefecture departement region conseil communaute agglo agglomeration metropole syndicat caf cpam hopital clinique societe sarl sas sasu eurl entreprise saint
  sainte st ste notre dame club union comite federation ligue collectif groupe gymnase stade theatre cinema musee parc jardin jardins gare port eglise zone site entrepot hangar garage box technique techniques informatique dsi rh police municipale
  municipal etat civil urbanisme jeunesse sport sports culture famille familles petite enfance personne personnes beneficiaire structure structures banque habitat logement logements office public publique emploi travail pret don dons externe interne
  formation classe cours laboratoire labo magasin recyclerie ressourcerie antenne agence annexe nord sud est ouest lot carton palette rayon divers autre autres inconnu aucun aucune neant direction cabinet elus elu maire adjoint adjointe stagiaire poste pc portable imprimante serveur`
    .split(/\s+/)
    .filter(Boolean),
);

/** A text without those whom it names by « M. », « Mme », an address or a telephone; the same text where it names none. */
export const withoutTitled = remembering((text: string): string => {
  if (namesPlace(text)) return text;
  const left = text
    .replace(TITLED, ' ')
    .replace(TELEPHONE, ' ')
    .replace(MAIL, (mail) => (OF_AN_OFFICE.test(plainWords(mail.split('@')[0]!)) ? mail : ' '));
  if (left === text) return text;
  return left
    .replace(/\(\s*\)/g, ' ')
    .replace(/^[\s,;:/–—-]+|[\s,;:/–—-]+$/g, '')
    .replace(/\s{2,}/g, ' ');
});

/** « Rue Mme de Sévigné », « Collège Monsieur Vincent » are called so. */
const CALLED_AFTER =
  /\b(?:rue|avenue|place|allee|boulevard|impasse|square|quai|ecole|college|lycee|gymnase|stade|residence|hopital|clinique|salle|theatre|mediatheque|creche|foyer)(?: (?:de|du|la|l|d))? (?:m|mr|mme|monsieur|madame|mademoiselle|dr|me)\b/;
const namesPlace = (text: string): boolean => CALLED_AFTER.test(plainWords(text.slice(0, 160)));

const isFirstName = (word: string): boolean =>
  FIRST_NAMES.has(word) || (word.includes('-') && word.split('-').every((part) => FIRST_NAMES.has(part)));
const plain = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const PARTICLES = new RegExp(`^${PARTICLE}$`);
const WORD = new RegExp(String.raw`^\p{L}${LETTER}*$`, 'u');

/** The words of what may be a name, and nothing else; null where it holds a number, a sign, a word of an organisation. */
function wordsOfAName(text: string): string[] | null {
  const words = text.trim().replace(/,/g, ' ').split(/\s+/).filter(Boolean);
  if (!words.length || words.length > 5 || text.length > 80) return null;
  const initial = /^\p{Lu}\.?$/u;
  if (!words.every((word) => WORD.test(word) || initial.test(word))) return null;
  return words.some((word) => OF_NO_PERSON.has(plain(word))) ? null : words;
}

/**
 * Whether a text that stands alone in its cell is probably somebody: « Marie Durand », « DURAND Marie », « J. Durand », « Marie ».
 * « Jean Moulin » is so too: a school may be called after somebody, and whoever knows says.
 */
export const looksLikePerson = remembering((text: string): boolean => {
  const words = wordsOfAName(text);
  if (!words) return false;
  const first = words.map((word) => isFirstName(plain(word)));
  if (words.length === 1) return first[0]!;
  if (/^\p{Lu}\.$/u.test(words[0]!) || /^\p{Lu}\.$/u.test(words.at(-1)!)) return true;
  return first[0]! || first.at(-1)!;
});

/** Whether it could be somebody beside others who are: two or three words that begin with a capital, of no organisation. */
export const mayBePerson = (text: string): boolean => {
  const words = wordsOfAName(text);
  return words !== null && words.length <= 4 && words.every((word) => /^\p{Lu}/u.test(word) || PARTICLES.test(word));
};

/** Words of machines' names that say what or where they are. */
// biome-ignore format: a list to scan
const OF_MACHINES = new Set(
  `pc ordi ordinateur portable laptop lap port desktop desk poste post station workstation notebook note netbook mac macbook imac air pro max plus ultra mini ipad iphone tablette tab tel phone gsm smartphone win windows w xp seven linux ubuntu mint debian
  dell hp lenovo asus acer toshiba samsung apple fujitsu sony msi wiko lg nokia alcatel honor huawei xiaomi surface thinkpad latitude optiplex elitebook probook prodesk elitedesk vostro ideapad galaxy
  inv inventaire num no n srv serveur server nas imprimante print copieur ecran tv vp video scan dc fixe bdn bnum bn test demo old new ancien nouveau compta comptabilite finances achats juridique com communication regie tech urba etatcivil periscolaire cantine animation elections archives dgs dga dst formation eleve eleves prof profs classe cdi labo techno sciences physique svt maths musique vsc hotspot borne kiosque caisse guichet consult consultation opac public invite guest user admin administrateur commun partage reunion visio amphi auto pool pret spare secours gen wifi lan domaine siege antenne annexe mediation mediateur`
    .split(/\s+/)
    .filter(Boolean),
);

/** Whom a sentence may name: the whole run of words with a capital, « Marie de La Tour », « DURAND Marie », « Prêté Fatoumata Ben Ali ». */
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])${CAPITAL}(?:\s+(?:${PARTICLE}\s+){0,2}${CAPITAL})+(?![\p{L}\p{N}])`,
  'gu',
);

/** What is called after somebody without being theirs. */
const PLACES = new Set(
  `salle college lycee ecole ecoles mairie universite iut campus faculte rue avenue place allee boulevard impasse square quai quartier residence hotel hopital clinique
  ehpad esat ime mediatheque bibliotheque ludotheque creche gymnase stade theatre cinema musee parc jardin jardins port eglise gare centre maison espace foyer fondation association asso amicale`.split(
    /\s+/,
  ),
);

/** Words that begin with a capital beside a name and are no part of it: what became of a device, and for whom. */
const BESIDE_A_NAME =
  /^(?:(?:remis|prete|donne|attribue|affecte|rendu|recupere|utilise)e?s?|remise|pret|prets|dons?|retours?|chez|pour|par|avec|voir|a|au|aux|et|hs|ok|ko|beneficiaire|personne|stagiaire|adjointe?|maire|elue?|stock)$/;
/** « PC Marie » is Marie's; « Wiko Lenny » is a telephone. */
const THINGS = /^(?:pc|ordi|ordinateur|portable|laptop|poste|tablette|tel|telephone|smartphone|imprimante|ecran)$/;

const INITIAL = /^\p{Lu}\.$/u;
const isBeside = (word: string): boolean => BESIDE_A_NAME.test(word) || OF_MACHINES.has(word);

/** A run of words with a capital without the person in it; what stands beside the name stays. */
function withoutNames(run: string, before: string): string {
  const words = run.split(/\s+/);
  const plainRun = words.map((word) => plain(word.replace(/\.$/, '')));
  if (PLACES.has(before) || plainRun.some((word) => OF_NO_PERSON.has(word) && !isBeside(word))) return run;
  const left: string[] = [];
  for (let at = 0; at < words.length; ) {
    let end = at;
    while (end < words.length && !isBeside(plainRun[end]!)) end += 1;
    const first = words.slice(at, end).findIndex((word) => !PARTICLES.test(word));
    const from = first < 0 ? end : at + first;
    const called =
      end - from > 1 ||
      from > at ||
      (from > 0 && (!OF_MACHINES.has(plainRun[from - 1]!) || THINGS.test(plainRun[from - 1]!)));
    const named = words.slice(from, end).some((word, i) => isFirstName(plainRun[from + i]!) || INITIAL.test(word));
    left.push(...words.slice(at, from), ...(called && named ? [SOMEBODY.toLowerCase()] : words.slice(from, end)));
    if (end < words.length) left.push(words[end]!);
    at = end + 1;
  }
  return left.join(' ') === words.join(' ') ? run : left.join(' ');
}
const WORD_BEFORE = new RegExp(String.raw`(\p{L}+)\s+(?:${PARTICLE}\s+){0,2}$`, 'u');

/** « prêté à Karim », « prêté à marie durand » */
const WITH_WHOM = new RegExp(
  String.raw`(?<=(?:^|\s)(?:à|a|chez|pour|par|avec)\s+)(\p{L}${LETTER}+)(\s+(?:${PARTICLE}\s+){0,2}\p{L}${LETTER}+)?(?![\p{L}\p{N}])`,
  'giu',
);
/** Words that follow a name and are none. */
const AFTER_A_NAME =
  /^(?:le|la|les|l'.*|du|des?|un|une|en|au|aux|sur|dans|depuis|jusqu.*|qui|que|est|sont|sera|ont|mais|ou|puis|pas|non|hier|sans|sous|vers|ce|cette|son|sa|ses|casse.*|panne|reparer|repare.*|recuperer|rendre|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)$/;

function withoutNamed(text: string, telephone: RegExp): string {
  const somebody = SOMEBODY.toLowerCase();
  const named = namesPlace(text) ? text : text.replace(TITLED, somebody);
  return named
    .replace(telephone, '…')
    .replace(MAIL, (mail) => (OF_AN_OFFICE.test(plainWords(mail.split('@')[0]!)) ? mail : somebody))
    .replace(RUN, (run, at: number, whole: string) =>
      withoutNames(run, plain(WORD_BEFORE.exec(whole.slice(0, at))?.[1] ?? '')),
    )
    .replace(WITH_WHOM, (whole: string, first: string, next = '') => {
      if (!isFirstName(plain(first))) return whole;
      const word = plain(next.trim().split(/\s+/).at(-1) ?? '');
      const surname = /^\p{Ll}/u.test(first) && !AFTER_A_NAME.test(word) && !isBeside(word) && !OF_NO_PERSON.has(word);
      return surname ? somebody : somebody + next;
    });
}

/** A sentence without the names in it: « remis à une personne ». */
export const withoutPeople = remembering((text: string): string => withoutNamed(text, TELEPHONE_IN_WORDS));

/** Words that remarks about machines are made of, in the singular of the masculine, beside `OF_MACHINES`; all others may be a surname. */
// biome-ignore format: a list to scan
const OF_REMARKS = new Set(
  `a ai alors apres arriere au aucun aussi avant avec bien bon bonne car ce cela cette ceci chaque comme contre dans de depuis derriere des dessous dessus deux devant donc du terre elle en encore ensuite entre est et etait etre eux fait faire il ils jamais juste la le les leur lors lui mais meilleur meme moins mal ne ni non nos notre nous ok on ont ou par pas peu peut plus plusieurs point pour presque pres puis quand que quelque qui rien sa sans sauf se selon ses si soi son sont sous sur tous tout tres trop trois un une vers vite voir vos y jour mois an annee semaine heure date fois hier
  janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
  office google chrome chromebook firefox bios uefi usb hdmi vga dvi displayport ram ssd hdd nvme sata raid led lcd azerty qwerty bluetooth ethernet rj45 core intel amd ryzen nvidia geforce quadro celeron pentium radeon os tpm licence windows pack
  batterie chargeur clavier ecran souris disque dur memoire alimentation alim cable cordon housse sacoche pochette coque capot charniere vitre dalle touche bouton port prise connecteur lecteur graveur webcam camera micro haut parleur son carte mere graphique reseau wifi ventilateur ventilo pied socle support station accueil bloc adaptateur secteur pile vis cache trackpad pave tactile stylet toner cartouche tambour bac papier rouleau antenne haut bas gauche droite cote coin bord dos face
  vendu vente francais anglais allemand garantie garanti achat achete facture don donne reforme recycle recyclage deee destruction detruire casse brise fendu fissure fele raye rayure abime use usure usage neuf occasion vieux ancien obsolete lent jauni jaune sale propre nettoye nettoyer poussiere tache etiquette autocollant sticker grave gravure trace choc coup eclat trou manque manquant absent perdu vole incomplet complet entier seul
  marche marchait fonctionne fonctionnel fonctionnait fonctionner demarre demarrer demarrage redemarre allume allumer allumage eteint eteindre boot boote charge charger recharge tient tenir tombe tomber tombee plante planter freeze fige bloque verrouille verrou verrouillage deverrouille code mot passe compte icloud google mdm bitlocker lock
  panne defaut defaillant defectueux erreur probleme pb souci anomalie bruit bruyant chauffe surchauffe fume gonfle gonfler coule liquide oxyde court circuit grille mort morte hs ko nul test teste tester verifie verifier verification controle essai essaye essayer revu revoir repare reparer reparation reparable irreparable change changer remplace remplacer ajoute ajouter retire retirer enleve enlever efface effacer effacement formate formater reinitialise reinitialiser installe installer installation mis mettre mise jour maj reset
  etat correct moyen mauvais parfait excellent impeccable satisfaisant acceptable convenable comme reste laisse garde garder reserve reserver stock stocke range ranger place pose poser retourne retour rendu rendre recu recevoir livre livrer livraison prete preter loue location remis affecte attribue
  modele marque type serie numero taille pouce go mo to gb tb mb ghz mhz cm mm kg couleur noir blanc gris bleu rouge vert argent version annee
  pixel pixels lignes ligne bande image affichage luminosite retroeclairage contraste flou scintille rose violet pliure pli bossue bosse tordu decolle desserre dessoude demonte demontable ouvert ferme
  sert servir servait utilise utiliser utilisable inutilisable utilisateur employe besoin faut falloir doit devoir peuvent pouvoir savoir inconnu connu certain sur doute confirmer signaler signale attention danger risque urgent priorite prioritaire attente attend
  administratif pedagogique enseignant agent collaborateur direction personnel developpement travail gamer jeu bureautique graphisme encre laser jet matriciel cathodique tube plat courbe plein hd full uhd led ips antireflet`
    .split(/\s+/)
    .filter(Boolean),
);
/** A word of remarks, in whichever number and gender. */
const isOfRemarks = (word: string): boolean =>
  [word, word.replace(/s$/, ''), word.replace(/e?s?$/, ''), word.replace(/(?:ee|ent|x)s?$/, '')].some(
    (form) => OF_REMARKS.has(form) || OF_MACHINES.has(form),
  );

/**
 * Of a remark about a device, the parts that tell of nobody: a part with a word that is of no remark goes whole, as no list has all surnames.
 */
export const remarkOfNobody = remembering((text: string): string =>
  withoutNamed(text, TELEPHONE_IN_WORDS)
    .split(/(?:[,;:!?\n|()"«»]+|\.(?=\s|$)|\s[-–—]\s|\s?\/\s?)/)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part) && !mayTellOfSomebody(part))
    .join(', '),
);

function mayTellOfSomebody(part: string): boolean {
  if (part.includes('…')) return true;
  const words = part.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => /^\p{L}{3,}$/u.test(word));
  return words.some((word) => {
    const spoken = plain(word);
    return !isOfRemarks(spoken) || (/^\p{Lu}/u.test(word) && isFirstName(spoken));
  });
}

/** A cell below a title of numbers without the names in it: ten digits in one piece are a number there. */
export const withoutPeopleInNumber = remembering((text: string): string => withoutNamed(text, TELEPHONE));

const SPOKEN = /^\p{L}[\p{L}\p{M}]*\d{0,2}$/u;
/** The words of a name that say neither what a machine is nor where it stands. */
const toldIn = (words: readonly string[]): string[] =>
  words
    .filter((word) => SPOKEN.test(word))
    .map((word) => plain(word).replace(/\d+$/, ''))
    .filter((word) => !OF_NO_PERSON.has(word) && !OF_MACHINES.has(word) && !PARTICLES.test(word) && word.length > 2);
const wordsOf = (name: string): string[] => name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);

/** A commune as the name of a machine may say it: « Saint-Ouen », of « PC-SAINT-OUEN-02 ». */
export const placeInName = (commune: string): string => toldIn(wordsOf(commune)).join(' ');

/** Whether a name is somebody's, and else the words in which it may be. */
const ownerIn = remembering((name: string): true | readonly string[] => {
  if (withoutTitled(name) !== name) return true;
  const words = wordsOf(name);
  const told = toldIn(words);
  if (told.some((word) => FIRST_NAMES.has(word))) return true;
  const ofAMachine = words.some((word) => SPOKEN.test(word) && OF_MACHINES.has(plain(word).replace(/\d+$/, '')));
  const plainName = words.every((word) => /^\d{1,2}$/.test(word) || SPOKEN.test(word));
  return ofAMachine && plainName && told.some((word) => word.length > 3) ? told : [];
});

/**
 * Whether a machine is called after somebody: « PC-DURAND », « portable de Marie », « mdurand-laptop ». A word that says neither what it
 * is nor where it stands is taken for a name, since a list of all surnames does not exist.
 * @param places communes around, by `placeInName`: « PC-ROUEN » is nobody's there.
 */
export function isNamedAfterSomebody(name: string, places?: ReadonlySet<string>): boolean {
  const told = ownerIn(name);
  return told === true || (told.length > 0 && !places?.has(told.join(' ')));
}

/** « PC de Marie Durand », « ordinateur d'Ines », « PC-DURAND » where a kind or a model should stand; « PC de bureau » is none. */
const OWNED =
  /^((?:pc|ordi|ordinateur|portable|poste|laptop|tablette|t[eé]l[eé]phone|smartphone|imprimante|[eé]cran)(?: (?:pc|portable|fixe))?)(?:\s+(?:de|chez)\s+|\s+d['’]|[-_])(?=\p{L})/iu;

/** A make or a model without those whom it names: what it is called by somebody's name goes to what it is. */
export const withoutOwner = remembering((text: string): string => {
  const known = withoutTitled(text);
  const [, thing] = OWNED.exec(known) ?? [];
  if (!thing || !isNamedAfterSomebody(known)) return known;
  return wordsOf(known.slice(thing.length)).every((word) => word.length < 3 || isOfRemarks(plain(word)))
    ? known
    : thing;
});

/**
 * First names that people in France have, without accents: written by hand from the commonest of the last ninety years. Those that are
 * words of lists as well (« Rose », « Pierre ») stand here too: who is meant is asked, never decided.
 */
// biome-ignore format: a list to scan
const FIRST_NAMES: ReadonlySet<string> = new Set(
  `abdel abdelaziz abdelkader abdelkarim abdellah abdou abdoulaye abel abigail achraf adam adama adel adele adeline adrian adrien adrienne agathe agnes ahmed aicha aida aime aimee aissata aissatou alain alan alassane alban albane albert alberte albertine aldo alec alessandro alex alexandra alexandre alexandrine alexia alexis alfred ali alice alicia aline alison alix allan alphonse alya alyssa amadou amandine amar ambre ambroise amel amelia amelie amina aminata amine amir amira ana anais anas anastasia anatole andre andrea andreas andree ange angel angela angele angelina angelique anissa anita anna annabelle anne annette annick annie anouk anthony antoine antoinette antonia antonin antonio apolline ariane aristide armand armande armel armelle arnaud arnold aristide arsene arthur astrid athenais aubin aude audrey auguste augustin augustine aurelie aurelien aurore awa axel axelle aya ayoub aziz aziza
  babacar baptiste barbara barthelemy basile bastien beatrice benedicte benjamin benoit benoite berangere berenice bernadette bernard bernardin berthe bertrand bilal bintou blaise blanche boris boubacar brahim brandon brice brigitte bruno bryan brahima
  calixte camila camille candice capucine carine carl carla carlos carmen carole carolina caroline cassandra catherine cecile cecilia cedric celeste celestin celia celina celine chahinez chantal charlene charles charlie charline charlotte cheikh cheick cherif chloe christel christelle christian christiane christina christine christophe cindy claire clara clarisse claude claudette claudia claudie claudine clea clelia clemence clement clementine clotilde clothilde coline colette constance constant constantin coralie coraline corentin corinne cyprien cyril cyrille
  daisy dalila damien damienne daniel daniela daniele danielle danny daphne daouda dario david deborah delphine denis denise desire desiree diana diane didier diego dieudonne dimitri djamel djamila djibril dominique dorian doriane dorothee dylan
  eddy edgar edith edmond edmonde edouard edwige eglantine elea eleonore eli elia eliane elias elie eliette elina eline elio eliot elisa elisabeth elise elizabeth ella elliot elodie eloi eloise elouan elsa elvira elvire elyes ema emeline emeric emile emilie emilien emilienne emilio emma emmanuel emmanuelle enzo eric erica erika erwan esteban estelle esther ethan etienne eudes eugene eugenie eulalie eva evan evane eve evelyne ewen
  fabien fabienne fabio fabiola fabrice faiza fanny fanta farah farid farida fathia fatiha fatima fatma fatou fatoumata faustine felicie felicien felix ferdinand fernand fernande fernando fiona flavie flavien fleur flora florence florent florentin florentine florian floriane florine francesca francesco francine francis francisco francoise francois franck frank fred frederic frederique firmin
  gabin gabriel gabriela gabriele gabrielle gael gaelle gaetan gaetane gaspard gaston gautier genevieve geoffrey geoffroy george georges georgette gerald geraldine gerard geraud germain germaine gerome ghislain ghislaine ghizlane gilbert gilberte gilles gina ginette giovanni gisele giulia gladys goeffrey gontran grace gregoire gregory guilhem guillaume guillemette gustave guy gwenael gwenaelle gwendoline gwladys
  habib hachim hadrien hafid hafida hakim halima hamid hamidou hamza hanae hana hanna hannah hans haroun harry hassan hassane hassiba hector hedi helena helene heloise henri henriette herve hicham hilaire hind hippolyte honore honorine horace hortense hubert hugo hugues hugolin huguette
  ian ibrahim ibrahima idriss ignace igor ikram ilan ilana iliana ilias ilona imad imane imran ines ingrid irene iris irma isabel isabelle isaac isaure ishak ismael ismail issa ivan ivana iyad
  jacinthe jack jacky jacob jacqueline jacques jade jalal jamal james jamila jana jane janine janick jany jasmin jasmine jason jawad jean jeanine jeanne jeannette jeannine jennifer jenny jeremie jeremy jerome jessica jessy jihane jimmy joachim joan joana joanna joao joaquin jocelyn jocelyne joel joelle joffrey johan johann johanna john johnny jonas jonathan jordan jordane jorge jose josee joseph josephe josephine josette joshua josiane josselin joy joyce juan jude judith jules julia julian juliana julie julien julienne juliette juline june justin justine
  kadiatou kadidiatou kader kahina kais kamel kamelia kamil karen karim karima karina karine karl katarina katell katia katy kelly kenny kenza kevin khadidja khadija khaled khadim khalid khalil kheira killian kim koffi kofi kouadio kouassi kylian
  laetitia laila lakhdar lalla lamia lamine lara larissa laura laure laureen laurence laurene laurent laurie laurine lea leandre leandro leane leila lena lenny leo leon leonard leonardo leonie leonor leontine leopold leopoldine leslie leticia lia liam lian lila lilia lilian liliane lilou lily lina linda line lionel lisa lise lisette loan loane logan loic lois lola lorenzo loris lorraine lou louane louis louisa louise louisette louka louna luc luca lucas luce lucette lucia lucie lucien lucienne lucile lucille ludivine ludovic luigi luis luisa luka lukas luna lydia lydie lyes lylou lyna
  mabrouk maceo madeleine mado mady mae maelie maelle maelys maeva magali magalie magdalena mahamadou mahaut mahdi maia maimouna maissa malak malek malia malick malik malika malo malvina mamadou manel manon manuel manuela maoussa mara marc marceau marcel marcelin marceline marcelle marcello marco marcus margaux margot margaret margarita marguerite maria mariam mariama mariana marianne marie mariele marielle mariette marilou marilyn marilyne marin marina marine mario marion marius marjorie marlene marouane martha marthe martial martin martine marvin mary maryam maryline maryse maryvonne massimo mateo mathias mathieu mathilde mathis mathys matheo matilda matteo matthias matthieu matthew maud maude maurice mauricette max maxence maxime maximilien maximilienne maya maylis medhi medina mehdi meissa melanie melina melinda meline melissa melodie mendy mercedes meriem merwan meryem mia michael michel micheline michele michelle miguel mika mikael mila milan milena milo mina mireille miriam modou mohamed mohammed mohand moise moktar monia monica monika monique morad morgan morgane mouhamed mouna mounia mounir mourad moussa mouss murielle muriel mustafa mustapha mylene myriam
  nabil nabila nada nadege nadia nadine nadir nael naima najat najib najet nancy naomi narcisse nassim nassima natacha natalia nathalie nathan nathanael nawal nawel ndeye nelly nelson nicaise nicole nicolas nicoletta nina nils ninon noa noah noam noe noel noelie noeline noella noelle noemie nolan nolwenn nora norah norbert nordine noor nour noura nouria
  oceane octave octavie odette odile odilon olga olive olivia olivier olympe omar omer ondine ophelie orane oriane orlane oscar oswald othmane ouassim oumar oumou oumy ousmane
  pablo paola paolo paquita pascal pascale pascaline patrice patricia patrick paul paula paulette paulin pauline paulo pedro peggy penelope perrine peter petra petronille philibert philippe philomene pierre pierrette pierrick prisca priscilla prosper prune
  quentin quitterie rabah rachel rachid rachida rafael raissa ralph ramata rania raoul raphael raphaelle raquel rayan rayane raymond raymonde rebecca redouane regina regine regis reine rejane remi remy renaud rene renee reza riad ricardo richard rita robert roberta roberte roberto robin robinson rodolphe rodrigue rodrigo roger rokia rokhaya roland rolande romain romane romaric romeo romuald romy ronald ronan rosa rosalie rosanna rosario rose roseline roselyne rosemonde rosette rosine roxane ruben rudy ruth ryan
  saad sabah sabine sabrina sacha sadia sadio safia said saida saliha salif salim salima salimata sally salma salome salomon salvador salvatore sam samba sami samia samir samira samson samuel samy sandra sandrine sandy sara sarah sasha saskia sebastien selena selim selma serena serge sergine sergio servane severin severine seydou sharon sheila sibylle sidi sidonie siegfried sihem sila simeon simon simone sixtine skander sofia sofian sofiane soizic solange solene soline sonia sophia sophie soraya souad soufiane souleymane souad stanislas stella stephan stephane stephanie stephen steeve steven suzanne suzette suzie sven sybille sylvain sylvaine sylvestre sylvette sylvia sylviane sylvie
  tahar tancrede tania tanguy tarek tariq tatiana tess teresa terry tessa thais thalia thea theo theodora theodore theophane theophile therese thibaud thibault thibaut thiebaud thierno thierry thomas tidiane tiffany tifenn tim timeo timothe timothee tina tiphaine titouan tobias tom tommy tony toufik toussaint tristan tuan turgut
  ugo ulrich ulysse urbain ursule valentin valentina valentine valere valeria valerian valerie vanessa vera veronique vianney vicente victoire victor victoria victorine vinciane vincent violaine violette virgil virgile virginie vittorio viviane vivien vladimir
  wael wafa wahiba walid walter wanda warren wassila wassim werner wided wilfrid wilfried william willy wilson wissam
  xavier xaviere yacine yael yann yanis yannick yannis yasmina yasmine yassin yassine yasser yohan yohann yolande yoan yoann yoanna youcef younes youness youssef youssouf ysaline yseult yuri yusuf yvan yves yvette yvon yvonne ywan
  zacharie zakaria zahia zahra zelie zelda zephyr ziad zineb zinedine zita zoe zohra zora zoubida zyad`
    .split(/\s+/)
    .filter(Boolean),
);
