import type { Category } from '#bank/devices';
import { each, Lexicon } from '../phrase.js';
import type { ModelLine } from './model-lines.js';

/** Where devices of town halls, schools, associations and offices stand: of what they are and how they work it says nothing. */
export const PLACES =
  'salle, rdc, rez de chaussee, sous sol, cave, grenier, accueil, secretariat, compta, comptabilite, finance, direction, mairie, ecole, college, lycee, maternelle, ecole maternelle, ecole elementaire, ecole primaire, cdi, bibliotheque, mediatheque, labo, cantine, garage, entrepot, couloir, creche, urbanisme, etat civil, annexe, siege, agence, magasin, espace vert, voirie, jeunesse, animation, culture, police municipale, salle info, salle informatique, salle polyvalente, salle des mariages, salle de classe, salle des profs, salle de reunion, salle du conseil, service, service technique, service informatique, service info';

export const JOB_WORDS =
  'technicien, technicienne, informaticien, informaticienne, prestataire, agent, eleve, etudiant, etudiante, enseignant, enseignante, professeur, prof, instituteur, institutrice, atsem, aesh, directeur, directrice, maire, adjoint, adjointe, elu, elue, secretaire, president, presidente, tresorier, tresoriere, animateur, animatrice, educateur, educatrice, infirmiere, medecin, responsable, dsi, dgs, comptable, collegue, stagiaire, benevole, apprenti, apprentie';

export type KindWord =
  /** A device of one kind; `spelt`: « tout en un », which is what printers that scan are called as well. */
  | { readonly is: 'device'; readonly category: Category; readonly spelt?: true }
  /** A device of one of several kinds, the likeliest first; none when the word says only that it is a device. */
  | { readonly is: 'vague'; readonly among: readonly Category[] }
  /** A well-known line of models: says the kind better than a vague word. */
  | ({ readonly is: 'line' } & ModelLine)
  /** A mouse, a headset: beside a device it decides nothing, and alone it is asked about, as most banks take none. */
  | { readonly is: 'peripheral' }
  /** What belongs to a device or is used up: alone it is perhaps no device at all. */
  | { readonly is: 'part'; readonly measured?: boolean }
  /** A desk's telephone, a radio: like a smartphone in name only. */
  | { readonly is: 'telephone' }
  /** Says nothing of the kind: sizes, colours, who used it. */
  | { readonly is: 'detail' }
  | { readonly is: 'several' }
  | { readonly is: 'join'; readonly join: Join };

export type Join = 'and' | 'or' | 'of' | 'for' | 'without' | 'list' | 'doubt';

const device = (category: Category): KindWord => ({ is: 'device', category });
const vague = (...among: Category[]): KindWord => ({ is: 'vague', among });
const join = (how: Join): KindWord => ({ is: 'join', join: how });
const PART: KindWord = { is: 'part' };
/** With a size behind a computer it tells of the computer: « PC portable SSD 256 Go ». */
const MEASURED: KindWord = { is: 'part', measured: true };
const PERIPHERAL: KindWord = { is: 'peripheral' };
const TELEPHONE: KindWord = { is: 'telephone' };
const DETAIL: KindWord = { is: 'detail' };

const ANY_COMPUTER = ['desktop', 'laptop', 'all_in_one'] as const;

/** « TFT 19 », « LCD 22 »: with the size of a desk's screen; of a laptop they are a detail. */
const SCREENS = each('tft, lcd', '17, 19, 20, 21, 22, 23, 24, 27');

/** How lists of French offices, agents of inventory and English tools name kinds. Words are without accents and plurals. */
export const KIND_WORDS = new Lexicon<KindWord>((word) => word.is !== 'detail' && word.is !== 'join')
  .add(
    device('laptop'),
    `pc portable, pc ptble, pc port, pcportable, ordinateurportable, ordi portable, ordi port, ordinateur portable, ordinateur port, ordinateur ptble, micro portable,
    micro ordinateur portable, poste portable, poste de travail portable, poste de travail mobile, portable pc, ptble pc, station de travail mobile, station de travail portable, mobile workstation, pc ultra portable,
    ultra portable, ultraportable, pc nomade, poste nomade, ordinateur nomade, laptop, lap top, notebook, note book, sub notebook, netbook, ultrabook, chromebook, chrome book, macbook, mac book,
    mini ordinateur portable, mini pc portable, pcs portable, ord portable, workstation mobile, workstation portable, portatil, ordenador portatil, computadora portatil, mbp, convertible, luggable, pc book`,
  )
  .add(
    device('desktop'),
    `ordinateur de table, pc de table, pc bur, ordi bur, ordinateur bur, pcs fixe, pcs de bureau, ord fixe, ord de bureau, ord bureau, uc, unite central, unite centrale, unites centrale, pc fixe, pcfixe, ordinateur fixe, ordi fixe, micro ordinateur fixe, pc de bureau, pc bureau, ordinateur de bureau, ordinateur bureau, ordinateur de buro,
    ordi de bureau, ordi bureau, poste de bureau, poste de travail fixe, pc fixe de bureau, desktop, desk top, tour, tower, mini tour, mini tower, micro tour, micro tower, moyenne tour, minitour, mini pc, minipc, micro pc, mini ordinateur,
    nettop, nuc, sff, small form factor, usff, space saving, low profile desktop, pizza box, lunch box, station de travail, workstation, mac mini, mac studio, pc tour, barebone, sobremesa, ordenador de sobremesa, ordenador sobremesa, pc de sobremesa, vaste pc, vaste computer, unite de bureau`,
  )
  .add(
    { is: 'device', category: 'all_in_one', spelt: true },
    'tout en un, tout en 1, toutenun, all in one, all in 1, allinone',
  )
  .add(device('all_in_one'), 'aio, a i o, monobloc, ordinateur monobloc, imac, i mac')
  .add(
    device('tablet'),
    `tablette, tablet, tablette tactile, ipad, i pad, ardoise numerique, tablette numerique, slate`,
  )
  .add(
    device('smartphone'),
    `smartphone, smartph, smart phone, smatphone, telephone portable, telephone mobile, telephone cellulaire, tel portable, tel port, tel mobile, tel cellulaire, telephone gsm, portable gsm, gsm, mobile phone, cell phone, cellphone,
    cellulaire, mobile, iphone, i phone, movil, telefono movil, mobiele telefoon, mobiltelefon, handy`,
  )
  .add(
    device('monitor'),
    `ecran, ecr, screen, moniteur, monitor, ${SCREENS}, display, ecran pc, ecran d ordinateur, computer monitor, pc monitor, ecran ordinateur, moniteur pc, ecran pour uc, bildschirm, beeldscherm, pantalla`,
  )
  .add(
    device('printer'),
    `imprimante, imp, impr, imprimante portable, printer, laser printer, inkjet printer, traceur, plotter, imprimante multi postes, imprim, drucker, laserdrucker, tintenstrahldrucker, impresora, impresora laser`,
  )
  .add(
    device('multifunction_printer'),
    `${each('imp, impr', 'mf, mfp, multi, multifonction')}, imprimante mf, multif, multifonct, imprimante multif, imprimante multifonct, imprimante scan, imprimante scan fax, imprimante fax, imprimante scanner fax, imprimante multi, imprimante envy, imprimante hp envy, envy printer, envy imprimante, hp envy printer, hp envy imprimante, multifonction, multi fonction, imprimante / scanner multifonction, imprimante / scanner, multifunktionsdrucker, impresora multifuncion, imprimante scanner, imprimante multifonction, imprimante multi fonction, imprimante scanner multifonction, imprimante scanner multi fonction, imprimante multifonction tout en un, imprimante tout en un, imprimante 3 en 1, imprimante 4 en 1,
    multifonction tout en un, mfp, mfc, multifunction printer, multifunction, all in one printer, copieur, photocopieur, photocopieuse, photocop, copieur multifonction, photocopieur multifonction, copieur numerique, imprimante scanner copieur, imprimante scanner photocopieur, imprimante scanner photocopieuse, copieur / imprimante, imprimante / copieur, imprimante / photocopieur, photocopieur / imprimante, imprimante copieur, imprimante photocopieur, copier`,
  )
  .add(
    device('other'),
    `serveur de calcul, serveur de sauvegarde, serveur de stockage, serveur de messagerie, serveur d application, serveur web, gps, douchette code barre, douchette code barres, serveur rack, serveur en rack, switch rack, onduleur rack, nas rack, serveur d impression, serveur de fichier, serveur virtualisation, microserver, playstation, ps2, ps3, ps4, ps5, psp, xbox, xbox one, xbox 360, wii, console wii, camera de surveillance, camera surveillance, camera de videosurveillance, destructeur papier, destructeur de papier, destructeur de document, imprimante 3 d, impresora 3d, imprimante resine 3d, projecteur diapo, magnetoscope vh, camera axis, raspberry pi 3, raspberry pi 4, raspberry pi 5, vp interactif, projecteur video,
    serveur, server, serveur tour, serveur nas, nas, main server chassis, rack mount chassis, blade, switch, commutateur, hub reseau, routeur, router, modem, box, box internet, box orange, box sfr, box free, box bouygue, livebox, freebox, bbox, pare feu, firewall, boitier vpn, box vpn, point d acces, borne wifi, borne wi fi, access point, baie, baie de stockage,
    onduleur, videoprojecteur, video projecteur, videoproj, video proj, vp, projecteur, retroprojecteur, retro projecteur, projector, tv ecran plat, televiseur ecran plat, television ecran plat, television, televiseur, tele, tv, smart tv, appareil photo, apn, camescope, camera, camera ip, imprimante 3d, liseuse, ereader,
    console, console de jeux, console de jeu, lecteur dvd, lecteur blu ray, magnetoscope, visualiseur, visioconference, systeme de visioconference, tbi, tni, tableau interactif, tableau blanc interactif, tableau numerique, tableau numerique interactif, beamer, servidor, videoprojecteur interactif, vpi,
    lecteur code barre, lecteur de code barre, lecteur code barres, scanette, caisse enregistreuse, livebox, freebox, bbox, box operateur, box 4g, routeur 4g, douchette, badgeuse, fax, telecopieur, destructeur, plastifieuse, calculatrice, raspberry, raspberry pi, ecran de projection, ecran projection, ecran mural, scanner, scanneur, numeriseur`,
  )
  .add(
    PERIPHERAL,
    `souris, mouse, clavier, keyboard, keyboards, pave numerique, webcam, web cam, casque, casque micro, casque audio, micro casque, headset, headphone, ecouteur, enceinte, haut parleur, speaker, barre de son, tablette graphique, tablette a stylet, tapis de souris,
    tapis, tablette wacom, tablette cintiq, wacom, cintiq, ensemble clavier, clavier / souris, souris / clavier, clavier et souris, ensemble clavier souris, kit clavier souris, pack clavier souris, trackball, pave tactile, microphone, manette, joystick`,
  )
  .add(
    PART,
    `chargeur, charger, alimentation, alim, bloc alim, bloc alimentation, bloc d alimentation, bloc secteur, transformateur, transfo, adaptateur, adapter, adaptateur secteur, cordon, cordon secteur, cable, cablage, cable alimentation, cable d alimentation, cable secteur, cable reseau,
    cable usb, cable hdmi, cable vga, multiprise, rallonge, prise, batterie, battery, accu, dock, docking, docking station, docker, station d accueil, station accueil, station d acceuil, replicateur, replicateur de port, port replicator, dockstation, hub, hub usb,
    sacoche, sac, housse, pochette, malette, mallette, valise, bag, backpack, sleeve, coque, case, cover, etui, protection, protecteur, film, filtre, verre trempe, support, pied, bras, bras articule, stand, socle, rail, chariot, armoire de charge, valise de charge,
    disque dur externe, disque dur interne, disque externe, disque ssd, dd externe, carte, carte mere, carte graphique, carte reseau, carte son, carte memoire, carte sd, carte sim, barrette, barrette memoire, barrette ram,
    cpu, ventilateur, graveur, lecteur, lecteur cd, lecteur cd rom, lecteur cd externe, lecteur dvd externe, lecteur de cartes, lecteur carte, cle usb, clef usb, usb key, usb stick, cle 4g, clef 4g, cle wifi, dongle, recepteur, toner, cartouche, encre, tambour, papier, consommable, ruban, printer ink,
    printer paper, paper, ink, stylet, pencil, apple pencil, stylo, accessoire, accessory, visserie, piece, piece detachee, pieces detachees, dalle, vitre, tour cd, tour dvd, tour de cd, tour de dvd, tour a cd, tour a disque, tour graveur, tour de refroidissement, tour de disque, rack, switch hdmi, switch usb, switch vga, switch kvm, commutateur kvm, commutateur hdmi, ecran de remplacement, capot, charniere, telecommande, lampe, ampoule, antenne, injecteur, injecteur poe, boitier, boitier externe, kvm, connectique,
    hdd ssd, montre, montre connectee, bracelet, carton, carton de cable, lot de cable, airpod, ecouteur bluetooth, souris et sacoche, licence usb, sangle, cadenas, antivol`,
  )
  .add(MEASURED, `processeur, disque dur, disque, dd, hdd, hard drive, hard disk, ssd, nvme, memoire, ram`)
  .add(
    TELEPHONE,
    `telephone ip, tel ip, poste ip, telephone voip, voip, voip phone, ip phone, conference phone, telephone fixe, tel fixe, fixe telephone, telephone de bureau, telephone bureau, poste telephonique, poste telephone, poste tel, poste analogique, telephone analogique, telephone numerique,
    telephone sans fil, telephone filaire, telephone satellite, telephone dect, dect, combine, combine telephonique, standard telephonique, standard, autocommutateur, pabx, ipbx, pieuvre, telephone conference, talkie walkie, talkie, radio, radio portative, poste radio, emetteur recepteur,
    radiotelephone, bip, pager, alphapage, minitel, interphone, desk phone, deskphone, softphone`,
  )
  .add(
    vague(...ANY_COMPUTER),
    `pc, pcs, ordinateur, ordi, computer, micro, micro ordinateur, poste de travail, poste informatique, mac, poste utilisateur, personal computer, ordenador, computadora, rechner`,
  )
  .add(vague('laptop', 'smartphone'), `portable, ptble, port, portatif`)
  .add(vague('desktop', 'all_in_one', 'other'), `fixe`)
  .add(vague('desktop', 'laptop', 'all_in_one', 'other'), `poste, station, machine`)
  .add(vague('desktop', 'other'), `terminal`)
  .add(vague('all_in_one', 'desktop'), `mac fixe, fixe mac, mac de bureau, mac bureau`)
  .add(vague('desktop'), `bureau, client leger, clt leger, thin client, terminal leger`)
  .add(vague('tablet', 'other'), `tab, tabl`)
  .add(vague('smartphone', 'other'), `smart`)
  .add(vague('other'), `autre, other, divers, diver`)
  .add(
    vague('smartphone', 'other'),
    `telephone, tel, phone, telephonie, telephone portable basique, telephone portable simple, telephone mobile basique, telephone basique`,
  )
  .add(
    vague('laptop', 'tablet'),
    `hybride, 2 en 1, 2 in 1, 2en1, deux en un, pc hybride, pc 2 en 1, pc 2en1, ordinateur hybride, ordinateur 2 en 1, tablette hybride, tablette 2 en 1, detachable, hand held, handheld, pda`,
  )
  .add(vague('laptop', 'tablet', 'other'), `classe mobile, classe nomade`)
  .add(vague('laptop', 'desktop'), `mac pro, mac air, mac portable pro`)
  .add(
    vague('other', 'monitor'),
    `ecran numerique, ecran interactif, ecran tactile interactif, ecran tv, ecran tele, ecran televiseur, ecran plat tv, ecran numerique interactif, eni, affichage dynamique, ecran geant, grand ecran`,
  )
  .add(
    vague('printer', 'other'),
    `imprimante zebra, imprimante dymo, imprimante etiquette, imprimante a etiquette, etiqueteuse, imprimante ticket, imprimante thermique, imprimante de badge, imprimante badge`,
  )
  .add(
    vague('monitor', 'tablet'),
    `ecran tablette, ecran de tablette, ecran pour tablette, ecran de la tablette, ecran ipad, ecran d ipad, ecran pour ipad`,
  )
  .add(
    vague('monitor', 'laptop'),
    `ecran portable, ecran de portable, ecran pour portable, ecran pc portable, ecran de pc portable, ecran pour pc portable, ecran d ordinateur portable`,
  )
  .add(
    vague(),
    `materiel, materiel informatique, equipement, equipement informatique, appareil, device, equipment, hardware, article, objet, unite, bien, actif, asset`,
  )
  .add(
    { is: 'several' },
    `lot, ensemble, kit, pack, pile, palette, ${each('valise, chariot, caisse, carton, malle', 'de')}`,
  )
  .add(join('and'), `+, &, et, and, avec, with, plus, w`)
  .add(join('or'), `/, ou, or`)
  .add(join('for'), `pour, for`)
  .add(join('of'), `de, du, des, d, of, en, a, au, aux, par, sur, type, modele, marque, de type, de marque`)
  .add(join('without'), `sans, without, san, hors, ni, pas de, pas d, plus de, plus d, no, w o`)
  .add(join('list'), `(, )`)
  .add(join('doubt'), `?, peut etre, non defini, a definir, a preciser, a verifier, inconnu`)
  .add(
    DETAIL,
    `res, instit, bcd, pedago, pedagogique, labo, ptit, ptite, gros, grosse, vieil, de fonction, cheque, cheques, nb, ${PLACES}, ${JOB_WORDS}, dotation, region, communication, infographie, famille, scolarite, plafond, courte focale, ultra courte focale, n & b, rog, cyber base, cyberbase, municipal, municipale, communal, communale, conseil, conseil municipal, teletravail, periscolaire, ccas, tech, fonce, foncee, clair, claire, de remplacement, finances, association, asso, art plastique, svt, techno, technologie, musique, langue, science, physique, le, la, les, l, un, une, sa, son, ses, leur, tre, n, numero, fin, debut, the, %, hors service, hors d usage, x, pouce, p, po, pce, inch, go, gb, to, tb, mo, mb, ghz, mhz, ddr, core, intel, amd, ryzen, celeron, pentium, xeon, athlon, windows, win, pro, windows home, 10 home, 11 home, 7 home, 8 home, linux, ubuntu, debian, android, ios, ipados, macos, o, chrome o, chromeos, wifi, wi fi, bluetooth,
    sideral, minuit, carbon, assemble, assemblee, monte, montee, refurbished, educatif, educative, corporate, company owned, physical, dt, mff, cmt, ee, noir, noire, blanc, blanche, gris, grise, rouge, bleu, bleue, rose, argent, black, white, silver, lcd, led, tft, ips, oled, plat, plate, cathodique, crt, incurve, large, full, pivotant, pivotante, sous linux, sous windows, avec windows, sous ubuntu, de secours, d astreinte, de maternelle, maternelle, salle info, hd, fhd, uhd, qhd, full hd, dvi, vga, hdmi, usb, display port, displayport, laser, couleur, color, monochrome, mono,
    noir et blanc, n b, jet d encre, jet encre, recto verso, reseau, a4, a3, azerty, qwerty, tactile, sans fil, filaire, os, systeme, systeme d exploitation, mot de passe, session, licence, seul, seule, simple, complet, complete, integre, integree, externe, interne, optique, haut de gamme, bas de gamme, gamme, serie, generation, gen, inspiron, aspire, pavilion, precision, vostro, envy, xps, yoga, spectre, omen, presario, ideacentre, extensa, surface, matriciel, matricielle, xr, xs, ancien, ancienne, vieux, vieille,
    neuf, neuve, recent, recente, occasion, reconditionne, reconditionnee, use, usage, usagee, hs, h, lte, mt, hauteur, casse, cassee, fissure, fissuree, fele, felee, fendu, fendue, brise, brisee, abime, abimee, raye, rayee, absent, absente, remplace, remplacee, en panne, panne, defectueux, defectueuse, obsolete, reforme, reformee, en stock, stock, fonctionnel, fonctionnelle, ok, bon etat, a reformer, de pret, pret, gamer, gaming, bureautique, professionnel, professionnelle,
    eleve, enseignant, professeur, prof, etudiant, scolaire, enfant, mairie, ecole, college, lycee, cdi, secretaire, directeur, directrice, comptable, comptabilite, maire, adjoint, dgs, rh, police, creche, bibliotheque, mediatheque, cantine, atelier, labo, laboratoire, invite, public, visiteur, fichier, document, numerique, telephonique, tiny, eb, portee, administratif, administration, direction, secretariat, accueil, salle, formation, agent, elu, personnel, informatique, peripherique, hardware informatique, manquant, manquante, fourni, fournie, inclus, incluse, petit, petite, grand, grande, mini, format, divers modele, poe, manageable,
    cd, dvd, graveur dvd, lecteur dvd integre, 3g, 4g, 5g, cellular, sim, dual sim, air, se, max, ultra, lite, fe, x360, retina, essential, recharge, ere, eme, e, er, nd, mi, late, early, edition, touch, rugged, durci, durcie, carre, carree, astreinte, biblio, rayure, rayures, portrait, pivot, reglable, sur pied, sur socle, arriere, classe, mobile classe`,
  );
KIND_WORDS.add(device('smartphone'), 'mobile & smartphone').knows(
  'latitude optiplex thinkpad thinkbook thinkcentre elitebook probook prodesk elitedesk macbook lifebook esprimo travelmate ideapad vivobook satellite laserjet officejet deskjet galaxy',
);
// French words (the dictionary of Debian's wfrench, each read and looked at) that differ by a letter from a word for a device.
KIND_WORDS.notSlips(
  `blamer bramer calera calmera cambera cambra camerai campera canera capera carmera casera cavera clamera consola consolee consoler consolez consone convole copaier copiee copiera copieux copiez copiner
  cotier cramera doucette imprima imprimant imprime lieuse limeuse lisseuse magnetoscoper moiteur monteur numeriser onduler onduleux photocopier pointer portail rooter roteur rougeur rouler rouleur routee routera routez routier satellise scander serier serrer
  servez servir sevrer tablat tablee tablent tabler tablez telecopier televiser tracer tracteur trameur trayeur visualiser`.replaceAll(
    '\n',
    ' ',
  ),
);
