import { plainWords } from '#platform/kernel';
import { KIND_WORDS } from './kinds/kind-words.js';
import { MAKER_WORDS } from './makers.js';
import { stemOf } from './phrase.js';
import { remembering } from './reading.js';
import { STATE_WORDS } from './states/state-words.js';

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

const FEW_PEOPLE = 2;
/** Whether a column tells of people: a third of its different words do, and more than one; then the others may be some too. */
export function tellsOfPeople(cells: readonly string[]): boolean {
  const words = [...new Set(cells.map((cell) => cell.trim()).filter((cell) => /\p{L}/u.test(cell)))];
  const people = words.filter((word) => looksLikePerson(word) || withoutTitled(word) === '');
  return people.length >= FEW_PEOPLE && people.length * 3 >= words.length;
}

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

/** Words of remarks about devices that stand in no other list: a word of no list may be a surname. */
// biome-ignore format: a list to scan
const OF_REMARKS = new Set(
  `le la les un une des du de au aux et ou ni ne pas plus moins peu trop tres assez bien mal mieux encore deja toujours jamais souvent parfois ici dessus dessous dedans cote fois tout toute aucun chaque seul en dans par pour sur sous avec sans vers chez entre depuis jusque jusqu avant apres
  pendant lors lorsque quand si mais car donc puis alors aussi meme comme que qui dont ce cet cette ces cela ca son sa ses leur notre nos votre il elle on se est sont etait sera ete etre avoir ont avait fait faire faut peut doit va ira reste tient tenait
  ai as ait svp ok hs ko nc na np ras nok tbe be go to mo ko gb tb mb kg cm mm hz mhz ghz ah mah pouce wh ip hd fr com usb hdmi vga dvi dp rj ram rom ssd hdd nvme raid sata led lcd tft bios uefi tpm os cpu gpu cd dvd wifi bluetooth ethernet azerty qwerty
  windows office google chrome chromebook firefox libreoffice android ios intel amd core ryzen nvidia geforce quadro celeron pentium xeon radeon elitebook probook thinkpad thinkcentre latitude optiplex precision inspiron vostro pavilion aspire travelmate veriton extensa yoga satellite tecra portege lifebook esprimo zbook vivobook zenbook
  gamer gaming developpement reseau dev jet encre cathodique tube
  beaucoup rarement apparemment legerement completement totalement entierement quelque plusieurs autre fort forte
  batterie pile accu autonomie chargeur charge recharge cordon adaptateur alimentation transfo prise secteur bloc station accueil dock clavier touche pave tactile souris ecran dalle pixel ligne tache bande trait reflet cadre bord coin angle coque capot chassis couvercle charniere clapet loquet trappe cache vis visserie pied socle support bras roulette poignee sacoche housse
  disque dur memoire barrette carte mere graphique son image micro camera webcam port connecteur lecteur graveur tiroir bac cartouche toner tambour rouleau papier feuille bourrage ventilateur ventilation bruit bouton interrupteur voyant lampe telecommande stylet antenne cable fil antivol cadenas cle verrou
  mot passe motdepasse compte session code pin verrouille deverrouille bloque debloquer licence systeme exploitation logiciel pilote mise jour version donnee effacement efface reinitialise formate reinstalle installe
  raye rayure fissure fele casse brise ebreche abime enfonce decolle colle tordu plie jauni decolore sale nettoyer propre poussiere rouille oxyde mouille liquide eau cafe chute tombe terre choc coup impact use usure usage trace marque gonfle chauffe surchauffe bruyant lent lenteur plante freeze fige redemarre eteint allume demarre clignote gresille vibre brule crame
  manque manquant absent perdu retire enleve demonte change changement remplace remplacement repare reparation reparer prevoir commande commander recu livre achete achat facture garantie contrat bail location leasing inventaire etiquette illisible lisible numero serie reference modele gamme couleur taille
  noir noire blanc blanche gris grise bleu bleue rouge vert verte jaune argent petit petite grand grande gros grosse leger legere lourd long court ancien ancienne vieux vieille neuf neuve recent premier premiere dernier derniere second seconde droit droite gauche haut bas milieu avant arriere interieur exterieur central lateral
  francais francaise anglais allemand vendu vente tombee servi sert utilise utilisation fonctionne fonction marche essai test teste verifie verifier controle constate signale etat complet incomplet correct moyen mauvais parfait excellent obsolete reforme recycler recyclage rebut recuperer recuperation piece detachee donner garder conserve reserve stocke range range prete retour rendu remis voir vu revoir
  jour semaine mois an annee matin soir fin debut date janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche heure minute environ
  election elections conseil scrutin inscription remplacant titulaire utilisateur compris inclus fourni lot ensemble boite emballage origine compatible incompatible possible impossible necessaire besoin attention danger risque chargement charger brancher branche debranche`
    .split(/\s+/)
    .flatMap((word) => [word, stemOf(word)]),
);
const WORDS_OF_DEVICES = [STATE_WORDS, KIND_WORDS, MAKER_WORDS];

/** Whether a word, small and without accents, is one of which remarks are made; a first name is none, whatever list has it. */
function isOrdinary(word: string): boolean {
  if (word.length < 2 || OF_MACHINES.has(word)) return true;
  // « 840 », « g5 », « elitebook840 ».
  if (/\d/.test(word)) return word.split(/\d+/).every((part) => part.length <= 3 || isOrdinary(part));
  const stem = stemOf(word);
  const forms = word.length < 5 ? [word, stem] : [word, stem, stem.replace(/e$/, ''), stem.replace(/ee?$/, 'er')];
  return (
    !FIRST_NAMES.has(word) &&
    forms.some(
      (form) => OF_REMARKS.has(form) || OF_NO_PERSON.has(form) || WORDS_OF_DEVICES.some((words) => words.has(form)),
    )
  );
}

/** « Rendu par Petit », « poste de Blanc »: words that are surnames too, behind what a name stands behind. */
const ALSO_A_SURNAME =
  /(?<!\p{L})(?:par|chez|pour|avec|a|de|d|voir|vu|pc|poste|portable) (?:petit|grand|gros|leger|blanc|noir|gris|vert|rouge|bon|long|court|page)(?!\p{L})/u;

/**
 * Of a remark about a device, the parts that tell of nobody; `leftOut` where there are others. A part in which somebody is named goes
 * whole, and so does one with a word that no list has, as no list has all surnames.
 */
export const remarkOfNobody = remembering((text: string): { readonly note: string; readonly leftOut: boolean } => {
  const parts = withoutNamed(text, TELEPHONE_IN_WORDS)
    .split(/(?:[,;:!?\n|()"«»]+|\.(?=\s|$)|\s[-–—/]\s|(?<=\p{L})\/(?=\p{L}))/u)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  const ofNobody = parts.filter((part) => !mayTellOfSomebody(part));
  return { note: ofNobody.join(', '), leftOut: ofNobody.length < parts.length };
});

function mayTellOfSomebody(part: string): boolean {
  const words = plainWords(part);
  return (
    part.includes('…') ||
    plain(part).includes(plain(SOMEBODY)) ||
    ALSO_A_SURNAME.test(words) ||
    !words.split(' ').every(isOrdinary)
  );
}

/** A cell below a title of numbers without the names in it: ten digits in one piece are a number there. */
export const withoutPeopleInNumber = remembering((text: string): string => withoutNamed(text, TELEPHONE));

const SPOKEN = /^\p{L}[\p{L}\p{M}]*\d{0,2}$/u;
/** The words of a name that say neither what a machine is nor where it stands. */
const nameWordsIn = (words: readonly string[]): string[] =>
  words
    .filter((word) => SPOKEN.test(word))
    .map((word) => plain(word).replace(/\d+$/, ''))
    .filter((word) => !OF_NO_PERSON.has(word) && !OF_MACHINES.has(word) && !PARTICLES.test(word) && word.length > 2);
const wordsOf = (name: string): string[] => name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);

/** A commune as the name of a machine may say it: « Saint-Ouen », of « PC-SAINT-OUEN-02 ». */
export const placeInName = (commune: string): string => nameWordsIn(wordsOf(commune)).join(' ');

/** Whether a name is somebody's, and else the words in which it may be. */
const ownerIn = remembering((name: string): true | readonly string[] => {
  if (withoutTitled(name) !== name) return true;
  const words = wordsOf(name);
  const unknown = nameWordsIn(words);
  if (unknown.some((word) => FIRST_NAMES.has(word))) return true;
  const ofAMachine = words.some((word) => SPOKEN.test(word) && OF_MACHINES.has(plain(word).replace(/\d+$/, '')));
  const plainName = words.every((word) => /^\d{1,2}$/.test(word) || SPOKEN.test(word));
  return ofAMachine && plainName && unknown.some((word) => word.length > 3) ? unknown : [];
});

/**
 * Whether a machine is called after somebody: « PC-DURAND », « portable de Marie », « mdurand-laptop ». A word that says neither what it
 * is nor where it stands is taken for a name, since a list of all surnames does not exist.
 * @param places communes around, by `placeInName`: « PC-ROUEN » is nobody's there.
 */
export function isNamedAfterSomebody(name: string, places?: ReadonlySet<string>): boolean {
  const owner = ownerIn(name);
  return owner === true || (owner.length > 0 && !places?.has(owner.join(' ')));
}

/** « PC de Marie Durand », « ordinateur d'Ines », « PC-DURAND » where a kind or a model should stand; « à » says what for: « à jet d’encre ». */
const OWNED =
  /^((?:pc|ordi|ordinateur|portable|poste|laptop|tablette|t[eé]l[eé]phone|smartphone|imprimante|[eé]cran)(?: (?:pc|portable|fixe))?)(?:\s+(?:de|chez)\s+|\s+d['’]|[-_])(?=\p{L})/iu;

/** Whether what stands behind a thing is somebody: a first name, or nothing but words with a capital that no list has. */
function isOwner(text: string): boolean {
  const words = wordsOf(text).filter((word) => !/^(?:\p{Lu}|\d{1,2})$/u.test(word) && !PARTICLES.test(plain(word)));
  return (
    words.some((word) => FIRST_NAMES.has(plain(word)) && !OF_MACHINES.has(plain(word))) ||
    (words.length > 0 && words.every((word) => /^\p{Lu}\p{L}{3,}\d{0,2}$/u.test(word) && !isOrdinary(plain(word))))
  );
}

/** A make or a model without those whom it names: what it is called by somebody's name goes to what it is. */
export const withoutOwner = remembering((text: string): string => {
  const known = withoutTitled(text);
  const [before = '', thing] = OWNED.exec(known) ?? [];
  return thing && isOwner(known.slice(before.length)) ? thing : known;
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
