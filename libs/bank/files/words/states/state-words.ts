import { JOB_WORDS, PLACES } from '../kinds/kind-words.js';
import { each, Lexicon } from '../phrase.js';

export type StateWord =
  | 'works'
  | 'worn'
  | 'faulty'
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
  /** « En service »: takes nothing from what works, and says nothing alone. */
  | 'in_use'
  /** « Totalement »: takes nothing from a state, unless what is denied comes before it. */
  | 'fully'
  /** What was done with it once, or where it lay: of the device where it stands for itself, « OK - effacé ». */
  | 'aside'
  /** « Remplacé »: the device, unless a part of it is named. */
  | 'replaced'
  /** What may have mended it: of what was broken it leaves open whether it still is. */
  | 'done'
  /** Where it stands: a number or names may follow. */
  | 'place'
  /** A part of the device, or how it looks, of which the state is told. */
  | 'part'
  | 'detail'
  | 'or';

const STARTS =
  'fonctionne, fonctionnent, marche, marchent, demarre, demarrent, redemarre, s allume, s allument, allume, boote, boot, charge, repond, se lance, s affiche, se met en marche, se met en route';
const STUCK = 'bloque, bloquee, reste bloque, reste bloquee, bloque au demarrage, fige, figee, reste fige, coince';
const TO_START = 'demarrer, redemarrer, s allumer, allumer, fonctionner, marcher, booter, charger';
const TO_TRY =
  'tester, retester, re tester, verifier, reverifier, re verifier, controler, essayer, evaluer, diagnostiquer, expertiser, examiner, determiner, definir, preciser, confirmer, checker';
const TRIED =
  'teste, testee, verifie, verifiee, controle, controlee, essaye, essayee, evalue, evaluee, diagnostique, expertise, examine, inspecte';
const TRIALS = 'test, essai, diagnostic, diag, controle, verification, expertise';
const NONE =
  'pas de, pas d, pas le moindre, sans, sans aucun, sans aucune, sans le moindre, aucun, aucune, zero, 0, ne presente aucun, ne presente aucune, n a aucun, n a aucune';
const WRONGS = 'probleme, pb, souci, panne, defaut, anomalie, dysfonctionnement, incident';

/** In small letters without accents and plurals; whole phrases win over their words, so that a negation is read with what it denies. */
export const STATE_WORDS = new Lexicon<StateWord>()
  .add(
    'works',
    `fonctionne, fonctionnent, fonctionnel, fonctionnelle, fonctionnant, marche, marchent, en marche, etat de marche, en etat de marche, bon fonctionnement, en fonctionnement, etat de fonctionnement, bon etat de fonctionnement, tre bon etat de fonctionnement, bon etat de marche, tre bon etat de marche, en etat de fonctionnement, fonctionnement ok,
    operationnel, operationnelle, utilisable, ok, bon, bonne, bien, tre bon, be, tbe, bon etat, tre bon etat, excellent, excellente, parfait, parfaite, parfait etat, impeccable, nickel, neuf, neuve, comme neuf, quasi neuf, quasi neuve, comme neuve, presque neuve, etat neuf, normal, correctement,
    ras, r a s, tb, tb etat, etat correct de fonctionnement, teste ok, teste fonctionnel, teste et fonctionnel, teste bon, verifie ok, controle ok, fonctionner, fonctionne toujours, marche toujours, toujours fonctionnel, toujours operationnel, rien a signaler, pas de panne, aucune panne, san panne, sans panne, pas de defaut, aucun defaut, sans defaut, pas de probleme, aucun probleme, sans probleme, pas de souci, aucun souci, sans souci, ne presente aucun defaut, pas de dysfonctionnement, aucun dysfonctionnement, jamais en panne,
    n a aucun probleme, n a aucun defaut, n a aucun souci, san aucun probleme, sans aucun probleme, sans aucun souci, sans aucun defaut, ne presente aucun probleme, ne presente aucun souci, impec, nickel chrome, fonctionnement normal, neuf jamais utilise, jamais utilise, jamais servi, jamais deballe, reconditionne, reconditionnee, good, very good, tourne bien, tourne sans souci, demarre et tourne, irreprochable, etat irreprochable, comme au premier jour, work, working, fully working, like new, new, works well, satisfaisant, satisfaisante, fonctionne bien, fonctionne normalement, marche normalement, parfaitement, demarre et fonctionne, tout fonctionne, ok teste, demarre bien, demarre normalement, demarre correctement, refurbished,
    en ordre de marche, ordre de marche, presque neuf, s allume et fonctionne, allume et fonctionne, fonctionel, fonctionelle, fontionne, fontionnel, fonctione, no issue, no problem, functional, fully functional, in working order, good working order, working order, works fine, working fine, tested working, tested ok,
    tous les tests ok, test reussi, tous les tests reussis, essai reussi, test concluant, super bien, au top, en ordre, tout est en ordre, passed, rien a redire, rien a reprocher, tourne encore, ${each('ok, fonctionnel, fonctionnelle, fonctionne, ras', 'apres test, apres controle, apres verification, apres essai')}, bon etat gen, bonne condition, good condition, good working condition, in good condition, in very good condition, in excellent condition, in working condition, in perfect condition, all good, works perfectly, work perfectly, works great, perfect, fully tested, excellent condition, mint condition, brand new,
    okay, oki, nikel, merveille, a merveille, a la perfection, impeccablement, bon fonct, bon fct, ${each('fonctionne, marche, demarre, tourne', 'nickel, impec, impeccable, parfaitement, tre bien, super bien, au poil, comme un charme, comme une horloge')}, ${each('bon, tre bon, parfait, excellent', 'etat de fonctionnement, etat de marche, fonctionnement')}, demarre sans probleme, demarre sans souci, etat de fct, bon etat de fct, etat de fonct, bon etat de fonct, fonctionnement parfait, fonctionnement correct, fonctionne correctement, non deballe, jamais sorti du carton, jamais sorti de sa boite, encore sous film, rien a signale, s allume et marche, demarre et marche, allume et marche, demarre et s eteint correctement,
    funktioniert, funktionsfahig, gut, sehr gut, neu, guter zustand, sehr guter zustand, funciona, funciona bien, bueno, buena, buen estado, muy bueno, muy buen estado, nuevo, werkt, werkt goed, goed, zeer goed, nieuw, ${each(NONE, WRONGS)}`,
  )
  .add(
    'worn',
    `use, usee, usage, usagee, etat d usage, d usage, usure, trace d usure, traces, trace, moyen, moyenne, etat moyen, moyen etat, passable, acceptable, etat acceptable, correct, correcte, etat correct, abime, abimee, raye, rayee, rayure, griffe, defraichi, jauni, jaunie, un peu jaune, worn, used, fair, scratched, convenable, eraflure, marque d usure, cosmetique, bosse, cabosse, mediocre, leger defaut esthetique, defaut esthetique, trace d utilisation, some scratches, minor scratches, gebraucht, kratzer, usado, usada, gebruikt, desgastado, aranazo, coup, impact, micro rayure, microrayure, quelques marques, marque sur, marque au, marque legere, legere marque, petite marque, marque visible, coque marquee, capot marque, ecaille, ecaillee, ebreche, ebrechee, coin abime, coin ebreche, coin use, ${each('touche, inscription, lettre du clavier', 'effacee, usee, illisible')}, ${each('manque une, manque 1, manque 2, manque deux, manque quelque', 'vis, patin')}, ${each('manque un, manque le, manque les, manque', 'cache, patin, cache vis')}, plastique jauni, coque jaunie, fatigue, fatiguee, bord abime, bord ebreche, ${each('trace de, trace d', 'colle, stylo, feutre, scotch, adhesif, doigt, etiquette, autocollant')}, scuffed, scuff, wear, sign of wear, some wear, minor wear, light wear, light scratches, light scratch, scratch, used condition, fair condition`,
  )
  .add(
    'faulty',
    `batterie gonflee, h, hs, h s, hors service, hor service, hors d usage, hor d usage, hors usage, hors d etat, hors d etat de marche, hors de service, panne, en panne, tombe en panne, defectueux, defectueuse, defaillant, defaillante, defaut, casse, cassee, cassees, brise, brisee, fendu, fendue, fissure, fissuree, fele, felee, ko, nok, mort, morte, grille, grillee, crame, cramee, brule, brulee,
    infonctionnel, inutilisable, inoperant, inoperante, inoperationnel, dysfonctionnement, dysfonctionnel, dysfonctionne, mauvais, mauvaise, mauvais etat, tre mauvais etat, broken, faulty, dead, defective, out of order, not fixable, bad, damaged, irreparable, non reparable, pas reparable,
    a reparer, reparer, reparation necessaire, a depanner, a reviser, en reparation, reparation en cours, pour piece, piece, pour la casse, bon pour la casse, bon pour piece, bon pour le rebut, bon pour la benne, for part, bon a jeter, ecran noir, ecran bleu, pas d affichage, aucun affichage, pas d image, aucune image, plus d image, plus d affichage, plante, plante au demarrage,
    ne fonctionne jamais, ne marche jamais, n est pas operationnel, n est pas operationnelle, n est plus operationnel, n est plus operationnelle, n est pas fonctionnelle, n est plus fonctionnelle, n est pas utilisable, n est plus utilisable, n est pas ok, n est plus ok, fonctionne mal, marche mal, fonctionne tre mal, bip au demarrage, ${each('s eteint, s arrete, redemarre', 'tout seul, toute seule')}, plus bon a rien, plus bonne a rien, redemarre en boucle, no boot, no post, ${each('redemarre, s eteint, plante', 'sans arret, sans cesse, regulierement, sans raison, constamment, en permanence')}, ${each('ecran bleu', 'frequent, regulier, recurrent')}, ${each('ecran, dalle, vitre, coque', 'en morceau, en miette')}, ${each('ne detecte plus, ne reconnait plus, ne voit plus', 'le disque, le disque dur, son disque, le ssd')}, ${each('ne prend, n entraine', 'plus, pas', 'le papier, les feuilles, la feuille')}, n imprime plus, n imprime pas, ne scanne plus, ne scanne pas, ${each('prend, n entraine, entraine', 'plus, pas', 'le papier, les feuilles, la feuille')}, ${each('imprime, scanne', 'plus rien, pas du tout, plus du tout')}, ${each('imprime, n imprime', 'plus, pas', 'le noir, en noir, la couleur, les couleurs, en couleur')}, ${each('plante, bugue, bug, fige, freeze, redemarre, s eteint, se coupe, bourre', 'tout le temps, a chaque fois, en permanence, sans arret, sans cesse')},
    aucun signe de vie, plus aucun signe de vie, irrecuperable, hs total, completement hs, arrache, arrachee, explose, explosee, eclate, eclatee, etoile, etoilee, prend l eau, bourrage permanent, grille par l orage, foutu, foutue, fichu, doesn t work, doesn t boot, doesn t start, doesn t turn on, does not boot, does not start, does not turn on, won t boot, won t start, won t turn on, will not boot, will not turn on, no display, dead on arrival, out of service, cracked, for parts only,
    pete, petee, naze, nase, ${each('pas de, plus de, aucun, pas d, plus d', 'demarrage, allumage')}, plus de retroeclairage, pas de retroeclairage, ne reagit plus, ne reagit pas, plus aucune reaction, hors fonction, hors sevice, hors servise, h service, en pane, dead motherboard, non reparable, failed, failure, smashed, beyond repair, need repair, needs repair, need fixing, needs fixing, not booting, no longer work, no longer works, no longer working, no longer functional, non functional, non working, doesn t charge, does not charge, doesn t power on, does not power on, won t power on, no signal, pas de signal, plus de signal, aucun signal,
    panne inconnue, panne indeterminee, panne non identifiee, panne a determiner, pour piece detachee, piece detachee, recup piece, pour recup, marche po, fonctionne po, affiche un ecran bleu, affiche un ecran noir, pour piece uniquement, rendu l ame, plus aucun affichage, plus aucune image,
    defekt, kaputt, funktioniert nicht, funktioniert nicht mehr, nicht funktionsfahig, no funciona, no arranca, no enciende, roto, rota, averiado, averiada, estropeado, estropeada, werkt niet, werkt niet meer, defect, kapot`,
  )
  .add(
    'faulty',
    `${each(STUCK, 'sur le logo, sur logo, au logo, sur le bios, au bios, sur l ecran de demarrage, sur ecran de demarrage, sur la pomme')}, ${each('ecran tout, ecran reste, l ecran reste, ecran toujours, ecran completement', 'noir')}, ${each('pb, probleme, probleme de, souci, souci de, panne, panne de', 'carte mere, alim, alimentation, bloc alim, disque, disque dur, carte graphique, memoire')}, ${each(STARTS, 'pas, plus, pas du tout, plus du tout')}, ${each('ne, n', STARTS, 'pas, plus, pas du tout, plus du tout')}, ${each('ne veut pas, ne veut plus, refuse de, n arrive plus a, n arrive pas a, impossible de, impossible a, ne peut plus', TO_START)},
    ne tient plus la charge, ne tient pas la charge, n affiche rien, n affiche plus rien, rien ne marche, plus rien ne marche, rien ne fonctionne, plus rien ne fonctionne, plus fonctionnelle, plus fonctionnels, non fonctionnel, non fonctionnelle, pas fonctionnel, pas fonctionnelle, plus fonctionnel, n est plus fonctionnel, n est pas fonctionnel, non operationnel, non operationnelle, pas operationnel, plus operationnel, pas en etat de marche, plus en etat de marche, pas en etat,
    non utilisable, pas utilisable, plus utilisable, pas ok, non ok, not ok, not working, doe not work, does not work, do not work, not functional, pas bon, pas en marche, non en marche, n est plus en etat de marche, n est pas en etat de marche`,
  )
  .add(
    'unknown',
    `?, nt, inconnu, inconnue, etat inconnu, non connu, pas connu, not known, indetermine, indeterminee, non determine, faute de chargeur, faute d alimentation, a voir, jamais allume, a definir, etat a definir,
    ${each('non, pas, jamais, pas encore, non encore, pas ete, pas encore ete, jamais ete', TRIED)}, ${each('non, pas, jamais, pas encore', 'allume, allumee, rallume, branche, branchee, rebranche, mis sous tension, mis en route')},
    ${each('a, a faire, reste a, pas pu, pas pu le, impossible de, impossible a, pas moyen de, pas le temps de, pas eu le temps de, pour, on n a pas pu', TO_TRY)}, ${each('doit etre, doivent etre, a pas pu etre, pas pu etre', TRIED)},
    ${each('n a pas, n ai pas, n avons pas, n ont pas, n a pas encore, n ai pas encore, n a jamais, n a pas ete, n ont pas ete, n a jamais ete, n a pas encore ete', TRIED)}, ${each('n ai pas pu, n avons pas pu, n a pas pu, n ont pas pu', TO_TRY)}, pas eu le temps, ${each('en attente de, en attente d, attente de, attente', 'test, diagnostic, diag, controle, verification, expertise')}, ${each('pas, pas encore, jamais, non', 'regarde, regardee, ouvert, ouverte, deballe pour test')}, ${each('pas ete, a pas ete, plus ete, a plus ete', 'allume, allumee, rallume, rallumee, branche, branchee, rebranche, demarre, demarree')}, ${each('a l air, avait l air, ont l air, semble, semblent, parait, paraissent', 'de fonctionner, de marcher, d aller, d etre bon, d etre ok, fonctionner, marcher, bon, en bon etat, en etat')}, ${each('inutilise, inutilisee, pas servi, plus servi, pas allume, plus allume, plus utilise, plus utilisee, non utilise, non utilisee', 'depuis')}, non verifiable, pas verifiable, non testable, pas testable, inverifiable, on ne sait plus, ne sait plus, ne sais plus, ne savons pas, ne savons pas si, nous ne savons pas,
    ${each(TRIALS, 'a faire, a realiser, a effectuer, a prevoir, en attente, non fait, non faite, non realise, non realisee, non effectue, non effectuee, pas fait, impossible')}, ${each('aucun, aucune, pas de, pas d', TRIALS, 'effectue, effectuee, realise, realisee, fait, faite')},
    ne sais pas, nsp, ne sait pas, je ne sais pas, sait pas, sais pas, on ne sait pas, non renseigne, non precise, non communique, unknown, untested, not tested, not checked, to be tested, to test, priori, a priori, semble, semblent, semble ok, devrait, devraient, peut etre, surement, sans doute, probablement, probable, normalement, en principe, apparemment, parait, suppose, doute, incertain, possible, ungetestet, nicht getestet, nicht gepruft, unbekannt, sin probar, no probado, no probada, desconocido, niet getest, onbekend, not yet tested, not tested yet, ${each('devrait, devraient', TO_START)}, theoriquement, logiquement, devrait etre, devraient etre, pas sur, pas sur que, pas certain, pas certain que, je pense, je pense que, je crois, je crois que, on pense, il parait, a l air, ont l air, l air, il semble, il me semble, serait, seraient, fonctionnerait, marcherait, semblerait, cense, censee, cense etre, doit fonctionner, doit marcher, doit etre bon, doit etre ok, pourrait, pourraient, soi disant, potentiellement, eventuellement, vraisemblablement, possiblement, certainement, sous reserve, sans certitude, on ne sait pas si, je ne sais pas si, ne sait pas si, ne sais pas si, sais pas si,
    aucune info, aucune information, pas d info, pas d information, aucune idee, a premiere vue, a confirmer, not sure, unsure, to be checked, to check, to verify, to be verified, not verified, needs testing, need testing, needs to be tested, should work, should be working, should be ok, should be fine, probably, maybe, may be, might be, might work, seems, seem, appears to, presumably, tbd, tbc`,
  )
  .add('not', `non, pas, ne, n, ni, jamais, aucun, aucune, sans, not, no, plus, nicht, kein, keine, sin, niet, geen`)
  .add('except', `sauf, mais, excepte, hormis, except, but, toutefois, cependant, malgre`)
  .add('or', `ou, or, /`)
  .add(
    'at_times',
    `parfois, par moment, intermittent, intermittente, par intermittence, toujours, une fois sur deux, de temps en temps, pas toujours, quelquefois, souvent, instable, aleatoire, aleatoirement, presque, a coup, par a coup, a moitie, partiellement, partiel, partielle, peu`,
  )
  .add(
    'odd',
    `jamais utilise chez nous, jamais servi chez nous, bon a rien, no boot disk, no boot device, pas de batterie gonflee, sans batterie gonflee, aucune batterie gonflee, ni batterie gonflee, usb, ${each('ancien, ancienne, vieille', 'panne, defaut, hs')}, par le passe, a revoir, incomplet, incomplete, vole, volee, perdu, perdue, disparu, moisi, rouille, ${each('impact, coup', 'ecran, sur ecran, sur l ecran, dalle, sur dalle, sur la dalle, vitre, sur vitre, sur la vitre')}, no display cable, no power cable, no power cord, no power supply, no power adapter, bien sur, bon pour, bon pour test, resolu, resolue, corrige, corrigee, regle, reglee, solutionne, mauvaise batterie, petit defaut, leger defaut, un defaut, quelque defaut, un petit defaut, un leger defaut, bouton marche, bouton power, marche arret, tout sauf, loin d etre, loin d, moins bon, un en panne, un hs, une hs, un ok, un casse, un mort, un bon, un neuf, un seul, une seule, a bien fonctionne, a toujours fonctionne, a tre bien fonctionne, ont fonctionne, avait fonctionne, ont marche, a bien marche, a toujours marche, son ok, son bon, son hs, son hors service, son ko, pas de son, plus de son, hors batterie, tre correct, tre correcte, a fonctionne, a marche, fonctionnait, marchait, demarrait, manque, manquant, manquante, absent, absente, a nettoyer, a reinstaller, a mettre a jour, verrouille, verrouillee, occasion, d occasion, demarre, demarrent, s allume, allume, boote, boot, tourne, repare, reparee, utilise, utilisee`,
  )
  .add(
    'bad',
    `lent, lente, lenteur, bruit, bruyant, bruyante, vieillissant, vieillissante, chauffe, surchauffe, bloque, bloquee, degrade, degradee, tombe, tombee, chute, suite a chute, suite a une chute, choc, oxyde, oxydee, mouille, mouillee, inonde, inondee, a pris l eau, orage, foudre, surtension, suite, apres mise a jour, apres la mise a jour, apres une mise a jour, apres maj, probleme, pb, souci, ligne, trait, tache, inondation, degat, degat des eaux, incendie, coupure, coupure de courant, coupure d electricite, no power, ${each('bon pour, bon pour le, bon pour la, bon a', 'recyclage, destruction, dechetterie, recycler, detruire')}, sav, voir avec, a demonter, a demanteler, piece recuperee, piece prelevee, recupere, recuperee, bip, voyant, clignote, clignotant, led, orange, rouge, ventilateur tourne, ventilo tourne, garantie expiree, garantie depassee, garantie terminee, hors garantie, fin de garantie, bourre, bourrage, piece enlevee, fin de vie, en fin de vie, non repare, non reparee, pas repare, pas reparee, pas encore repare, jamais repare, vieux, vieille, obsolete, ancien, ancienne, vetuste, a changer, a remplacer, irreversible, a jeter, a recycler, a rebuter, a reformer, a detruire, a eliminer, a evacuer, reforme, reformee, mis au rebut, rebut, au rebut, benne, a la benne, dechetterie, recyclage, deee, d3e, poubelle, a la poubelle, voir ticket, voir remarque, voir fiche, voir note, voir commentaire, voir observation, ticket`,
  )
  .add('tested', `test, tested, ete teste, ete testee, ${TRIED}`)
  .add('replaced', `remplace, remplacee`)
  .add('in_use', `en service, en usage, en production, en prod, pret a l emploi, pret a servir`)
  .add(
    'fully',
    `totalement, completement, entierement, integralement, pleinement, definitivement, irremediablement, fully, completely, totally, complet, complete, total, totale`,
  )
  .add(
    'aside',
    `achete, achetee, acquis, acquise, mis en service, stocke, stockee, range, rangee, entrepose, entreposee, conserve, conservee, provient, vient du, vient de la, vient de l, provenant, provenance, issu, issue, ${each('utilise, utilisee, servi', 'a, au, aux, par, pour, en, comme, pendant, jusqu en')}, trouve, trouvee, efface, effacee`,
  )
  .add(
    'done',
    `debloque, debloquee, desimlocke, deverrouille, deverrouillee, remis a zero, reset, reset usine, formate, formatee, reinitialise, reinitialisee, nettoye, nettoyee, depoussiere, maj faite, mise a jour faite, mise a jour effectuee, a jour, revise, revisee, reinstalle, reinstallee, bien entretenu, bien entretenue`,
  )
  .add(
    'place',
    `bureau, poste, etage, placard, armoire, etagere, ${PLACES}, ${each('ex, ex poste, ex pc, ancien poste, ancien pc, ancien ordinateur', PLACES)}`,
  )
  .add(
    'part',
    `retroeclairage, ecran, dalle, batterie, clavier, souris, disque, disque dur, dd, hdd, ssd, alimentation, alim, bloc alim, chargeur, carte mere, carte graphique, carte reseau, memoire, ram, ventilateur, coque, charniere, touche, port usb, port, webcam, son, wifi, lecteur, lecteur dvd, capot, pied, cable, connecteur, prise, vitre, affichage, touchpad, bouton, processeur, boitier, plastique, cpu, bios, tete d impression, toner, bac, aspect, apparence, look, esthetique, visuel, visuellement, exterieur, exterieurement, cm, motherboard, cordon, sacoche, housse, chassis, couvercle, dessous, dos, facade, peinture, vernis, carte video, prise de charge, port de charge, connecteur de charge, unite centrale, disk, hard drive, screen, display, battery, charger, keyboard, bildschirm, pantalla, scherm`,
  )
  .add(
    'detail',
    `${each('depuis, apres', 'changement, changement de, changement de la, remplacement de, remplacement de la', 'lampe, batterie, tete, toner')}, w10 installe, w11 installe, w7 installe, peu servi, peu utilise, depuis peu, depuis quelque temps, depuis un moment, depuis un an, depuis plusieurs mois, depuis plusieurs annees, depuis quelque mois, depuis quelque annees, a signaler, 1ere main, premiere main, batterie tient bien, batterie tient la charge, jamais tombe, jamais tombee, boite d origine, boite origine, sur le cote, lie a l age, liee a l age, en 2, cet, cette, ce, ces, mon, notre, nos, nous, je, on, all, recent, recente, sans gravite, brillant, interne, en bas, en haut, a gauche, a droite, annee, livre avec, livree avec, fourni avec, malgre son age, malgre l age, sur place, a l abandon, qu il, qu elle, ${each('windows, windows 7, windows 10, windows 11, linux, ubuntu', 'installe, reinstalle, active')}, is, it, anymore, any more, association, asso, par vos soins, par nos soins, sur secteur et batterie, sur batterie et secteur, permanent, permanente, materielle, chez nous, ${each('chargeur, cable, cable d alimentation, cordon, souris, sacoche, housse, telecommande', 'fourni, fournie, inclus, incluse, joint, jointe, dedans, compris, comprise, present, presente')}, tre, and, video, particulier, particuliere, electrique, en deux, gauche, droite, normale, meme branche, au boot, sous emballage, par le si, imprimante, tablette, telephone, smartphone, serveur, videoprojecteur, onduleur, copieur, detachee, cause inconnue, origine inconnue, raison inconnue, cause indeterminee, origine indeterminee, cause a determiner, vu avec, vu par, a donner, visible, profonde, ${JOB_WORDS}, ordi, tour, utilisation, au 1er etage, a l etage, un peu, sur, depuis, ce jour, a ce jour, assez, plutot, tout, tout a fait, en, de, du, d, des, la, le, les, l, un, une, a, au, dans, son, sa, par, pour, propre, constate, constatee, signale, signalee, emballage, carton, blister, sous blister, general, generale, etat, etat general, fonction, quelque, quelques, lourd, lourde, petite, petit, leger, legere, legerement, grosse, tre leger, est, et, avec, +, &, ",", (, ), %, 100, par terre, au demarrage, demarrage, bien que, encore, niveau, condition, hardware, pc, appareil, ordinateur, portable, uc, machine, materiel, lui, il, elle, c, ca, qui,
    svp, merci, hier, aujourd hui, ce matin, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, janvier, fevrier, mars, avril, juin, juillet, aout, septembre, octobre, novembre, decembre`,
  );
