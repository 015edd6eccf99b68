/** Where devices of town halls, schools, associations and offices stand: of what they are and how they work it says nothing. */
export const PLACES =
  'salle, rdc, rez de chaussee, sous sol, cave, grenier, accueil, secretariat, compta, comptabilite, finance, direction, mairie, ecole, college, lycee, maternelle, ecole maternelle, ecole elementaire, ecole primaire, cdi, bibliotheque, mediatheque, labo, cantine, garage, entrepot, couloir, creche, urbanisme, etat civil, annexe, siege, agence, magasin, espace vert, voirie, jeunesse, animation, culture, police municipale, salle info, salle informatique, salle polyvalente, salle des mariages, salle de classe, salle des profs, salle de reunion, salle du conseil, service, service technique, service informatique, service info';

/** Who has them, or said so. */
export const JOB_WORDS =
  'technicien, technicienne, informaticien, informaticienne, prestataire, agent, eleve, etudiant, etudiante, enseignant, enseignante, professeur, prof, instituteur, institutrice, atsem, aesh, directeur, directrice, maire, adjoint, adjointe, elu, elue, secretaire, president, presidente, tresorier, tresoriere, animateur, animatrice, educateur, educatrice, infirmiere, medecin, responsable, dsi, dgs, comptable, collegue, stagiaire, benevole, apprenti, apprentie';
