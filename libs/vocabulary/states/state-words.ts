import { Lexicon } from '../phrase.js';

/** What a word says of the state of a device. */
export type StateWord =
  | 'works'
  | 'worn'
  | 'faulty'
  /** Nobody knows. */
  | 'unknown'
  /** Turns what comes next, or what came before, round. */
  | 'not'
  /** What comes behind it takes something away: « sauf », « mais ». */
  | 'except'
  /** Something is missing or odd, without a word on whether the device works. */
  | 'odd'
  /** Says nothing good: it takes nothing from « HS », and leaves anything else to be asked. */
  | 'bad'
  /** A word that would be sure is not: « parfois », « une fois sur deux », « peu ». */
  | 'at_times'
  /** Somebody tried it: without the outcome it says nothing, and denied that nobody knows. */
  | 'tested'
  /** A part of the device, or how it looks, of which the state is told. */
  | 'part'
  | 'detail'
  /** Joins two: « bon ou moyen ». */
  | 'or';

/** In small letters without accents and plurals; whole phrases win over their words, so that a negation is read with what it denies. */
export const STATE_WORDS = new Lexicon<StateWord>()
  .add(
    'works',
    `fonctionne, fonctionnent, fonctionnel, fonctionnelle, fonctionnant, marche, marchent, en marche, etat de marche, en etat de marche, bon fonctionnement, en fonctionnement, etat de fonctionnement, bon etat de fonctionnement, tre bon etat de fonctionnement, bon etat de marche, tre bon etat de marche, en etat de fonctionnement, fonctionnement ok,
    operationnel, operationnelle, utilisable, ok, bon, bonne, bien, tre bon, be, tbe, bon etat, tre bon etat, excellent, excellente, parfait, parfaite, parfait etat, impeccable, nickel, neuf, neuve, comme neuf, quasi neuf, quasi neuve, comme neuve, presque neuve, etat neuf, normal, correctement,
    ras, r a s, tb, tb etat, etat correct de fonctionnement, teste ok, teste fonctionnel, teste et fonctionnel, teste bon, verifie ok, controle ok, fonctionner, fonctionne toujours, marche toujours, toujours fonctionnel, toujours operationnel, rien a signaler, pas de panne, aucune panne, san panne, sans panne, pas de defaut, aucun defaut, sans defaut, pas de probleme, aucun probleme, sans probleme, pas de souci, aucun souci, sans souci, ne presente aucun defaut, pas de dysfonctionnement, aucun dysfonctionnement, jamais en panne,
    n a aucun probleme, n a aucun defaut, n a aucun souci, san aucun probleme, sans aucun probleme, sans aucun souci, sans aucun defaut, ne presente aucun probleme, ne presente aucun souci, impec, nickel chrome, fonctionnement normal, neuf jamais utilise, jamais utilise, jamais servi, jamais deballe, reconditionne, reconditionnee, good, very good, tourne bien, tourne sans souci, demarre et tourne, irreprochable, etat irreprochable, comme au premier jour, work, working, fully working, like new, new, works well, satisfaisant, satisfaisante, fonctionne bien, fonctionne normalement, marche normalement, parfaitement, demarre et fonctionne, tout fonctionne, ok teste, demarre bien, demarre normalement, demarre correctement, refurbished,
    en ordre de marche, ordre de marche, presque neuf, s allume et fonctionne, allume et fonctionne, fonctionel, fonctionelle, fontionne, fontionnel, fonctione, no issue, no problem, functional, fully functional, in working order, good working order, working order, works fine, working fine, tested working, tested ok,
    funktioniert, funktionsfahig, gut, sehr gut, neu, guter zustand, sehr guter zustand, funciona, funciona bien, bueno, buena, buen estado, muy bueno, muy buen estado, nuevo, werkt, werkt goed, goed, zeer goed, nieuw`,
  )
  .add(
    'worn',
    `use, usee, usage, usagee, etat d usage, d usage, usure, trace d usure, traces, trace, moyen, moyenne, etat moyen, moyen etat, passable, correct, correcte, etat correct, abime, abimee, raye, rayee, rayure, griffe, defraichi, jauni, jaunie, worn, used, fair, scratched, convenable, eraflure, marque d usure, cosmetique, bosse, cabosse, mediocre, leger defaut esthetique, defaut esthetique, trace d utilisation, some scratches, minor scratches, gebraucht, kratzer, usado, usada, gebruikt, desgastado`,
  )
  .add(
    'faulty',
    `h, hs, h s, hors service, hor service, hors d usage, hor d usage, hors usage, hors d etat, hors d etat de marche, hors de service, panne, en panne, tombe en panne, defectueux, defectueuse, defaillant, defaillante, defaut, casse, cassee, cassees, brise, brisee, fendu, fendue, fissure, fissuree, fele, felee, ko, nok, mort, morte, grille, grillee, crame, cramee, brule, brulee,
    infonctionnel, inutilisable, inoperant, inoperante, inoperationnel, dysfonctionnement, dysfonctionnel, dysfonctionne, mauvais, mauvaise, mauvais etat, tre mauvais etat, broken, faulty, dead, defective, out of order, not fixable, bad, damaged, irreparable, non reparable, pas reparable,
    a reparer, reparer, reparation necessaire, a depanner, a reviser, en reparation, reparation en cours, pour piece, piece, pour la casse, bon pour la casse, bon pour piece, bon pour le rebut, bon pour la benne, for part, bon a jeter, ecran noir, ecran bleu, pas d affichage, aucun affichage, pas d image, aucune image, plus d image, plus d affichage, plante, plante au demarrage,
    ne fonctionne jamais, ne marche jamais, n est pas operationnel, n est pas operationnelle, n est plus operationnel, n est plus operationnelle, n est pas fonctionnelle, n est plus fonctionnelle, n est pas utilisable, n est plus utilisable, n est pas ok, n est plus ok, fonctionne mal, marche mal, fonctionne tre mal, ne s allume plus du tout, bip au demarrage, ne repond plus, ne repond pas, refuse de demarrer, refuse de fonctionner, impossible a demarrer, impossible a allumer,
    aucun signe de vie, plus aucun signe de vie, irrecuperable, hs total, completement hs, arrache, arrachee, explose, explosee, eclate, eclatee, etoile, etoilee, prend l eau, bourrage permanent, grille par l orage, foutu, foutue, fichu, doesn t work, doesn t boot, doesn t start, doesn t turn on, does not boot, does not start, does not turn on, won t boot, won t start, won t turn on, will not boot, will not turn on, no display, dead on arrival, out of service, cracked, for parts only,
    defekt, kaputt, funktioniert nicht, funktioniert nicht mehr, nicht funktionsfahig, no funciona, no arranca, no enciende, roto, rota, averiado, averiada, estropeado, estropeada, werkt niet, werkt niet meer, defect, kapot`,
  )
  .add(
    'faulty',
    `ne fonctionne pas, ne fonctionne plus, ne fonctionnent pas, ne fonctionnent plus, fonctionne pas, fonctionne plus, ne marche pas, ne marche plus, marche pas, marche plus, marchent pas, ne demarre pas, ne demarre plus, demarre pas, demarre plus, ne s allume pas, ne s allume plus, s allume pas, s allume plus, n allume pas, n allume plus, allume pas,
    ne boote pas, ne boote plus, ne boot pas, ne boot plus, boote pas, boot pas, ne charge pas, ne charge plus, charge pas, charge plus, ne tient plus la charge, ne tient pas la charge, ne se lance plus, ne se lance pas, n affiche rien, n affiche plus rien, rien ne marche, plus rien ne marche, rien ne fonctionne, plus rien ne fonctionne, plus fonctionnelle, plus fonctionnels, non fonctionnel, non fonctionnelle, pas fonctionnel, pas fonctionnelle, plus fonctionnel, n est plus fonctionnel, n est pas fonctionnel, non operationnel, non operationnelle, pas operationnel, plus operationnel, pas en etat de marche, plus en etat de marche, pas en etat,
    non utilisable, pas utilisable, plus utilisable, pas ok, non ok, not ok, not working, doe not work, does not work, do not work, not functional, pas bon, pas en marche, non en marche, n est plus en etat de marche, n est pas en etat de marche, ne fonctionne pas du tout, ne demarre plus du tout, ne demarre pas du tout, ne marche pas du tout`,
  )
  .add(
    'unknown',
    `?, inconnu, inconnue, etat inconnu, non connu, pas connu, indetermine, indeterminee, non determine, non teste, non testee, pas teste, pas testee, non teste faute de chargeur, faute de chargeur, faute d alimentation, jamais teste, non verifie, pas verifie, jamais verifie, non controle, pas controle, non essaye, pas essaye, pas encore teste, pas encore testee, pas encore essaye, pas encore verifie, jamais essaye, jamais allume, a tester, a verifier, a controler, a essayer, a voir, a determiner, a evaluer, a diagnostiquer,
    pas allume, pas branche, non branche, test a faire, a definir, etat a definir, pas eu le temps de tester, test impossible, jamais rallume, ne sais pas, nsp, ne sait pas, je ne sais pas, sait pas, sais pas, on ne sait pas, non renseigne, non precise, non communique, unknown, untested, not tested, not checked, to be tested, to test, priori, a priori, semble, semblent, semble ok, devrait, devraient, peut etre, surement, sans doute, probablement, probable, normalement, en principe, apparemment, parait, suppose, doute, incertain, possible, ungetestet, nicht getestet, nicht gepruft, unbekannt, sin probar, no probado, no probada, desconocido, niet getest, onbekend, not yet tested, not tested yet, theoriquement, logiquement, devrait etre, devraient etre, pas sur, pas sur que, pas certain, pas certain que, je pense, je pense que, je crois, je crois que, on pense, il parait`,
  )
  .add('not', `non, pas, ne, n, ni, jamais, aucun, aucune, sans, not, no, plus, nicht, kein, keine, sin, niet, geen`)
  .add('except', `sauf, mais, excepte, hormis, except, but, toutefois, cependant`)
  .add('or', `ou, or, /`)
  .add(
    'at_times',
    `parfois, par moment, intermittent, intermittente, par intermittence, toujours, une fois sur deux, de temps en temps, pas toujours, quelquefois, souvent, instable, aleatoire, aleatoirement, presque, a moitie, partiellement, partiel, partielle, peu`,
  )
  .add(
    'odd',
    `no display cable, no power cable, no power cord, no power supply, no power adapter, bien sur, bon pour, bon pour test, mauvaise batterie, petit defaut, leger defaut, un defaut, quelque defaut, un petit defaut, un leger defaut, bouton marche, bouton power, marche arret, tout sauf, loin d etre, loin d, moins bon, un en panne, un hs, une hs, un ok, un casse, un mort, un bon, un neuf, un seul, une seule, a bien fonctionne, a toujours fonctionne, a tre bien fonctionne, ont fonctionne, avait fonctionne, ont marche, a bien marche, a toujours marche, son ok, son bon, son hs, son hors service, son ko, pas de son, plus de son, hors batterie, tre correct, tre correcte, a fonctionne, a marche, fonctionnait, marchait, demarrait, manque, manquant, manquante, absent, absente, a changer, a remplacer, a nettoyer, a reinstaller, a mettre a jour, verrouille, verrouillee, vieux, vieille, obsolete, ancien, ancienne, occasion, d occasion, demarre, demarrent, s allume, allume, boote, boot, tourne, repare, reparee, utilise, utilisee`,
  )
  .add(
    'bad',
    `lent, lente, lenteur, bruit, bruyant, chauffe, surchauffe, bloque, bloquee, degrade, degradee, tombe, tombee, chute, suite a chute, suite a une chute, choc, oxyde, oxydee, mouille, mouillee, inonde, inondee, a pris l eau, orage, foudre, surtension, complet, complete, total, totale`,
  )
  .add('tested', `test, tested, teste, testee, ete teste, ete testee, verifie, verifiee, controle, controlee`)
  .add(
    'part',
    `ecran, dalle, batterie, clavier, souris, disque, disque dur, dd, hdd, ssd, alimentation, alim, bloc alim, chargeur, carte mere, carte graphique, carte reseau, memoire, ram, ventilateur, coque, charniere, touche, port usb, usb, port, webcam, son, wifi, lecteur, lecteur dvd, capot, pied, cable, connecteur, prise, vitre, affichage, touchpad, bouton, processeur, boitier, plastique, cpu, bios, tete d impression, toner, bac, aspect, apparence, look, esthetique, visuel, visuellement, exterieur, exterieurement, cm, screen, display, battery, charger, keyboard, bildschirm, pantalla, scherm`,
  )
  .add(
    'detail',
    `peu servi, peu utilise, tre, un peu, sur, depuis, ce jour, a ce jour, assez, plutot, tout, tout a fait, en, de, du, d, des, la, le, les, l, un, une, a, au, dans, son, sa, par, pour, propre, constate, constatee, signale, signalee, emballage, carton, blister, sous blister, general, generale, etat, etat general, fonction, quelque, quelques, petite, petit, leger, legere, legerement, grosse, tre leger, est, et, avec, +, &, ",", (, ), %, 100, au demarrage, demarrage, bien que, encore, niveau, condition, hardware, pc, appareil, ordinateur, portable, uc, machine, poste, materiel, lui, il, elle, c, ca, qui,
    svp, merci, hier, aujourd hui, ce matin, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, janvier, fevrier, mars, avril, juin, juillet, aout, septembre, octobre, novembre, decembre`,
  );
