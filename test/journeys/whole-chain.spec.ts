import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { openBrowser } from '../support/browser/browser.js';
import { Browsing, DESK, PHONE, TABLET } from '../support/browser/browsing.js';
import {
  choosePassword,
  codeOf,
  eraseAtTheBench,
  finishAtTheBench,
  finishWithoutDisk,
  receiveLot,
  sendLot,
  townSheet,
} from '../support/browser/journey-steps.js';
import { logByKeyboard, scan, signByMouse } from '../support/browser/keyboard-and-mouse.js';
import { type Disks, erasureLog } from '../support/machines/fresh-log.js';
import { papersOf } from '../support/papers/paper-text.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

const MINUTES = 60_000;
const fresh = (prefix: string): string => prefix + Math.random().toString(36).slice(2, 8).toUpperCase().padEnd(6, 'X');

needs(['chromium', 'pdftotext'], 'the demo of a donated device, walked in a browser', () => {
  const disks: Disks = { machine: fresh('PF'), sata: `WD-${fresh('W')}`, nvme: fresh('S3') };
  const second = fresh('PK');
  let browser: Browser;
  let t: TestApp;
  let fixtures: Fixtures;
  let log: Promise<Buffer>;
  const people: Browsing[] = [];
  const [codes, lots]: [Record<'first' | 'second', string>, string[]] = [{ first: '', second: '' }, []];
  let aude: Browsing;
  let karim: Browsing;
  let leila: Browsing;
  let ines: Browsing;

  const both = (): string[] => Object.values(codes);

  const opened = async (one: Promise<Browsing>): Promise<Browsing> => {
    people.push(await one);
    return one;
  };
  const arrives = (person: string, viewport: { width: number; height: number }) =>
    opened(Browsing.as(browser, t.url, person, { viewport }));

  beforeAll(async () => {
    process.env.PUBLIC_URL ??= 'https://banque.example.fr';
    log = erasureLog(disks);
    log.catch(() => undefined);
    ({ t, fixtures } = await testAppWith('fixtures', { listen: true, work: true }));
    browser = await openBrowser();
  }, 2 * MINUTES);
  afterAll(async () => {
    await browser?.close();
    await t?.close();
    await log.catch(() => undefined);
  }, 5 * MINUTES);
  jest.setTimeout(4 * MINUTES);

  it('1. people: an administrator invites an agent, who chooses a password by a link', async () => {
    const sacha = await arrives('sacha', DESK);
    await sacha.go('/gestion');
    await sacha.follow('CCAS de Bagneux');
    await sacha.fill({ name: 'Chloé', email: 'chloe@demo.example', roles: ['structure_agent'] });
    await sacha.press('Inviter');
    const chloe = await opened(Browsing.open(browser, t.url, { viewport: PHONE }));
    await chloe.go(/\/mot-de-passe\/[\w-]+/.exec(await sacha.page.content())![0]);
    await choosePassword(chloe);
    expect(await chloe.text()).toContain('Bonjour Chloé');
  });

  it('2. and 3. devices come in: a town’s spreadsheet, one by keyboard alone, one without JavaScript', async () => {
    aude = await arrives('aude', PHONE);
    await aude.follow('Enregistrer un don');
    await aude.follow(/Organisme public/);
    await aude.fill({ donorName: 'Ville de Suresnes', arrival: ['received'], 'expected.laptop': '12' });
    await aude.press('Enregistrer le don');
    const donation = `/dons/${aude.id}`;

    await aude.go(`${donation}/appareils/nouveau`);
    await logByKeyboard(aude, { category: 'laptop', serial: second, make: 'Lenovo', model: 'ThinkPad T480' });
    expect(await aude.text()).toContain('Enregistré');
    await aude.picture('collect');

    const plain = await opened(Browsing.as(browser, t.url, 'aude', { viewport: PHONE, javaScriptEnabled: false }));
    await plain.go(`${donation}/appareils/nouveau`);
    await plain.fill({ category: ['tablet'], condition: ['works'], serial: fresh('TAB'), make: 'Samsung' });
    await plain.press('Enregistrer');
    expect(await plain.text()).toContain('Enregistré');
    await townSheet(aude, donation, disks.machine);
    await aude.go(donation);
    // The town has decided: what it gives is no longer in deposit, and may be handed over.
    await aude.go(`${donation}/papiers`);
    await aude.fill({ number: '2026-118', on: '2026-01-15' });
    await aude.press('Enregistrer l’acte');
    await aude.go(donation);
    await aude.page.getByText('Terminer le don…').click();
    await aude.press('Oui, terminer le don');
    await aude.picture('donation');
    codes.first = await codeOf(aude, disks.machine);
    codes.second = await codeOf(aude, second);
    expect(await aude.text()).toContain(second);
  });

  it('4. a lot goes to the workshop, and custody moves for what is scanned there', async () => {
    lots.push(await sendLot(aude, 'ESAT Les Ateliers', both()));
    karim = await arrives('karim', TABLET);
    await karim.follow(/arrivée à confirmer/);
    await receiveLot(karim, lots[0]!, both());
  });

  it('5. the bench: inventory, erasure proven by nwipe’s own log, test, grade, stock', async () => {
    await karim.go('/atelier');
    await scan(karim, 'code', codes.first);
    await eraseAtTheBench(karim, codes.first, disks, await log);
    await finishAtTheBench(karim, codes.first, 'A');
    await finishWithoutDisk(karim, [codes.second], 'B');
    lots.push(await sendLot(karim, fixtures.organisations.bank.name, both()));
    leila = await arrives('leila', DESK);
    await receiveLot(leila, lots[1]!, both());
  });

  it('6. a structure asks, the bank approves, reserves and delivers; the device is signed for', async () => {
    await leila.go('/quotas');
    await leila.follow('CCAS de Bagneux');
    await leila.fill({ laptop: '5' });
    await leila.press('Enregistrer');
    ines = await arrives('ines', DESK);
    await ines.go('/demandes/nouvelle');
    await ines.select('lines.0.category', 'Ordinateur portable');
    await ines.fill({ 'lines.0.quantity': '2', 'lines.0.needs': ['video'] });
    await ines.press('Continuer');
    await ines.press('Envoyer à la banque');
    await leila.go(`/demandes/${ines.id}`);
    await leila.press('Accepter la demande');
    await leila.follow('Voir les propositions');
    await leila.page.locator('main').getByRole('button', { name: 'Accepter' }).waitFor();
    expect(await leila.text()).toContain('8 Go');
    await leila.press('Accepter');
    // Of the other nobody read the memory: it is proposed to nobody who needs much, and a person may choose it.
    expect(await leila.text()).toMatch(/mais 1 mémoire à lire|proposé à d’autres/);
    await leila.follow('choisir');
    await leila.press('Réserver');
    await leila.go('/attributions/livraisons');
    await leila.follow(/^Tout cocher/);
    await leila.press('Livrer les appareils cochés');
    await ines.go('/lots');
    await ines.follow(/L-\d{4}/);
    await receiveLot(ines, ines.id, both());

    // The device is named first, then the person; nobody is chosen before.
    await ines.go('/remises');
    await ines.fill({ q: codes.first });
    await ines.press('Chercher');
    await ines.select('ageBand', '70 ans et plus');
    await ines.fill({ commune: '92220 Bagneux', name: 'Personne Inventée', password: DEMO_PASSWORD });
    await signByMouse(ines);
    await ines.picture('handover');
    await ines.press('Remettre l’appareil');
    expect(await ines.text()).toMatch(/R-[2-9A-HJKMNP-Z]{5}/);
  });

  it('7. a SIM card from the supplier’s list reaches the same person', async () => {
    await leila.go('/sim/import');
    const list = readFileSync('libs/bank/demo/files/cartes-sim.csv');
    await leila.attach('sheet', { name: 'cartes.csv', mimeType: 'text/csv', buffer: list });
    await leila.press('Vérifier la liste');
    await leila.press('Enregistrer les 10 cartes');
    await leila.go('/sim/attribution');
    await leila.select('structureId', 'CCAS de Bagneux');
    await leila.fill({ count: '2' });
    await leila.press('Attribuer');
    await ines.go('/sim');
    await ines.follow('Remettre');
    await ines.fill({ q: 'inventee personne' });
    await ines.press('Chercher');
    await ines.follow(/^R-.*Personne Inventée/);
    await ines.fill({ password: DEMO_PASSWORD });
    await ines.press('Signer et remettre');
    expect(await ines.text()).toContain('Remise');
  });

  it('8. its label brings a fault without JavaScript or an account; the device is swapped, and given back', async () => {
    const bare = await opened(Browsing.open(browser, t.url, { viewport: PHONE, javaScriptEnabled: false }));
    await bare.go(`/E/${codes.first}`);
    expect(await bare.text()).toContain('Nous ne demandons pas votre nom');
    await bare.fill({ problem: ['no_power'], sentence: 'Il ne s’allume plus.', phone: '06 39 98 00 00' });
    await bare.press('Envoyer');
    expect(await bare.text()).toContain('Votre message est bien arrivé');
    const somebody = await opened(Browsing.open(browser, t.url, { viewport: PHONE }));
    await somebody.go(`/E/${codes.first}`);
    await somebody.picture('fault');

    await ines.go('/pannes');
    await ines.follow(/^P-/);
    await ines.press('Prendre en charge');
    await ines.follow('Remplacer l’appareil');
    await ines.page.locator('label.choice').first().click();
    await ines.page.getByText('La personne ne signe pas ?').click();
    await ines.fill({ unsigned: ['by_phone'], password: DEMO_PASSWORD });
    await ines.press('Remplacer l’appareil');
    expect(await ines.text()).toContain('Appareil remplacé');
    await ines.go(`/appareils/${codes.second}/retour`);
    await ines.press('Reprendre l’appareil');
    expect(await ines.text()).toContain('Rendu');
    await leila.go(`/appareils/${codes.first}`);
    expect(await leila.text()).not.toContain('Inventée');
    await leila.picture('device');
    // The page shows the latest; the proof of before is one click away.
    await leila.follow('Voir toute l’histoire');
    for (const word of ['Preuve d’effacement', 'Testé', 'Remis', 'Rendu à la structure'])
      expect(await leila.text()).toContain(word);
    expect(await leila.text()).not.toContain('Inventée');
  });

  it('9. every paper is there, says what happened, and names no technician, nor anybody outside the structure who signs nothing', async () => {
    const of = async (one: Browsing) => (await papersOf(one)).join('\n');
    const [ofAude, ofKarim, ofLeila, ofInes] = [await of(aude), await of(karim), await of(leila), await of(ines)];
    const shown = `BN-${codes.first.slice(0, 4)}-${codes.first.slice(4)}`;
    for (const text of [ofAude, ofKarim, ofLeila, ofInes]) expect(text).toContain(shown);
    for (const word of ['Ville de Suresnes', 'ESAT Les Ateliers', disks.machine]) expect(ofAude).toContain(word);
    for (const word of [disks.sata, disks.nvme, 'nwipe']) expect(ofKarim).toContain(word);
    for (const word of ['CCAS de Bagneux', disks.sata]) expect(ofLeila).toContain(word);
    expect(ofInes).toContain('Personne Inventée');
    expect(ofInes).toMatch(/8933 ?15/);
    for (const text of [ofAude, ofKarim, ofLeila]) expect(text).not.toMatch(/Personne Inventée|Karim|Moussa/);
  });

  it('10. the API says the same to a token; the committee reads figures', async () => {
    await leila.go('/gestion/jetons');
    await leila.fill({ name: 'Tableur' });
    await leila.select('term', 'Trois mois');
    await leila.press('Faire la clé');
    const token = /bn_[\w-]{43}/.exec(await leila.page.content())![0];
    const answer = await fetch(`${t.url}/api/v1/devices/${codes.first}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await answer.json()).toMatchObject({ code: codes.first, serial: disks.machine, state: 'returned' });
    const paul = await arrives('paul', DESK);
    await paul.go('/chiffres');
  });

  it('on none of these pages did axe, a script or the server find anything wrong', () => {
    expect(people.flatMap((one) => one.found)).toEqual([]);
    expect(new Set(people.flatMap((one) => [...one.passed])).size).toBeGreaterThan(40);
  });
});
