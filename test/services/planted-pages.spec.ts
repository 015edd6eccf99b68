import { PlantedBank } from '../support/planted/planted-bank.js';
import { PlantedPages } from '../support/planted/planted-pages.js';
import { thingsOfTheDemo } from '../support/things/things.js';

/** What takes words and is not sent here, and why. */
const UNSENT = {
  '/compte/verification/cles': 'a device has to answer for the key; its name is planted in its row (planted-columns)',
  '/dons/:id/autre-don': 'looks for another donation',
  '/atelier/:code/sans-support': 'looks for devices of a pile',
  '/atelier/sorties/lot': 'looks for devices',
  '/suivi': 'looks for a report by its number and its word',
  '/remises/:id/original': 'of a hand-over on paper: sent by the API (planted-columns)',
};
/** Forms of pages alone that none of the demo's pages shows as it is: buttons, codes, files and passwords. */
const UNSHOWN =
  `/V/:ref /absences/:id/fin /appareils/:code/etiquette /atelier/:code/aide/fin /atelier/:code/stock /atelier/:code/test/reste /attributions
  /compte/fournisseurs/:provider/retrait /compte/sessions/:id/fin /compte/verification/application/code
  /compte/verification/application/retrait /compte/verification/cles/:id/retrait /compte/verification/codes /connexion/code
  /connexion/fournisseurs/:provider/fin /demandes/:id/message /dons/:id/refus/:refusal/retrait
  /dons/donateurs/:id/contacts/:contact/oubli /filtres /filtres/retrait /gestion/banque/logo/retrait
  /gestion/import/:list/:id/feuilles
  /gestion/import/:list/:id/feuilles/oubli /gestion/import/:list/:id/noms /gestion/import/personnes/:id/invitations /gestion/membres/:id/compte/effacement
  /gestion/membres/:id/compte/reouverture /gestion/membres/:id/mot-de-passe /gestion/membres/:id/verification
  /gestion/securite/demandes/:id/confirmation /gestion/securite/demandes/:id/lien /gestion/securite/demandes/:id/retrait /gestion/signataires/:id/signature /gestion/systeme/cle/copiee
  /gestion/systeme/messages-retenus /gestion/systeme/retabli /gestion/webhooks/:id/remise /lots/:id/annulations /lots/:id/caisses/:container /organisation
  /regles/:table/retrait /sim/:id/codes /sim/import/:id/feuilles /sim/import/:id/feuilles/oubli`.split(/\s+/);

let bank: PlantedBank;
let pages: PlantedPages;

beforeAll(async () => {
  bank = await PlantedBank.open({ mail: true });
  pages = new PlantedPages(bank.w, bank.canaries);
  await pages.walk(await thingsOfTheDemo(bank.w.t, bank.w.fixtures));
  await bank.settles();
}, 900_000);
afterAll(() => bank?.close());

test('each form of a page that takes words takes a name, or says beside its field that it is none', () => {
  expect([...pages.unsent.keys()].sort()).toEqual(Object.keys(UNSENT).sort());
  expect(pages.taken.size).toBeGreaterThan(75);
  expect(pages.unshown).toEqual(UNSHOWN);
});

test('of what pages take no name is left after twelve years', async () => {
  await bank.yearsPass();
  expect(await bank.left()).toEqual([]);
}, 900_000);
