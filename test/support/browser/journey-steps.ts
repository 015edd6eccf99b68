import { readFileSync } from 'node:fs';
import { DEMO_PASSWORD } from '#bank/demo';
import { pointsAsked } from '#bank/workshop';
import { fixture, NVME, SATA } from '../counting/bench.js';
import type { Disks } from '../machines/fresh-log.js';
import type { Browsing } from './browsing.js';
import { scan } from './keyboard-and-mouse.js';

/** What people of the journey do several times, page by page. */

/** Finds a device from the home page by its serial. Gives its code. */
export async function codeOf(one: Browsing, serial: string): Promise<string> {
  await one.go('/');
  await scan(one, 'q', serial);
  const code = /\/appareils\/([2-9A-HJKMNP-Z]{7})/.exec(one.page.url())?.[1];
  if (!code) throw new Error(`${serial} led to ${one.page.url()}`);
  return code;
}

/** Behind the link of an invitation: chooses a password, and is in. */
export async function choosePassword(one: Browsing): Promise<void> {
  const password = 'quatre mots bien choisis';
  await one.fill({ password, again: password });
  await one.press('Enregistrer');
}

/** The donation's twenty-six lines come in by the town's spreadsheet, `machine` among them, and get their labels. */
export async function townSheet(one: Browsing, donation: string, machine: string): Promise<void> {
  await one.go(donation);
  await one.follow('Envoyer un tableur');
  const bytes = readFileSync('test/fixtures/spreadsheets/mairie-windows-1252.csv', 'latin1').replace(
    'PF3DEMO1',
    machine,
  );
  await one.attach('sheet', { name: 'mairie.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes, 'latin1') });
  await one.press('Envoyer et vérifier');
  expect(await one.text()).toMatch(/26\s*lignes bonnes/);
  await one.press(/les 26\s*bonnes lignes/);
  await one.follow('Revenir au don');
  await one.press(/Imprimer 28 étiquettes/);
}

/** Prepares a lot by scanning and sends it. Gives its id. */
export async function sendLot(one: Browsing, to: string, codes: readonly string[]): Promise<string> {
  await one.go('/lots/nouveau');
  await one.select('toOrganisationId', to);
  await one.press('Continuer');
  for (const code of codes) await scan(one, 'code', code);
  await one.press('Fermer la liste et envoyer');
  return one.id;
}

/** Confirms a lot by the addresses on its labels, as a scanner reads them. */
export async function receiveLot(one: Browsing, lot: string, codes: readonly string[]): Promise<void> {
  await be(one, `/lots/${lot}`);
  for (const code of codes) await scan(one, 'codes', `HTTPS://BANQUE.EXAMPLE.FR/E/${code}`);
  await one.press('Terminer la réception');
  expect(await one.text()).toContain('Reçu');
}

/** What nwipe erases for the journey are disks of a virtual machine, smaller than any of a laptop: the agent does not say how large. */
const OF_NO_SIZE = { '"disksize": 1000204,': '', '"disksize": 256060,': '' };

/** Joins the inventory, tries the log of another disk, then sends the right one. */
export async function eraseAtTheBench(one: Browsing, code: string, disks: Disks, log: Buffer): Promise<void> {
  const inventory = { PF3DEMO1: disks.machine, [SATA]: disks.sata, [NVME]: disks.nvme, ...OF_NO_SIZE };
  await one.follow(/Joindre l’inventaire/);
  await one.attach('inventory', {
    name: 'inventaire.json',
    mimeType: 'application/json',
    buffer: fixture('glpi/laptop-two-disks.json', inventory),
  });
  await one.press('Joindre l’inventaire');
  await one.go(`/atelier/${code}`);
  expect(await one.text()).toContain('Effacer les 2 disques');
  await one.attach('log', { name: 'autre.log', mimeType: 'text/plain', buffer: fixture('nwipe/other-disk.log') });
  await one.press('Envoyer le fichier');
  expect(await one.text()).toContain('ZA1OTHER7QX');
  await one.go(`/atelier/${code}`);
  await one.attach('log', { name: 'nwipe.log', mimeType: 'text/plain', buffer: log });
  await one.press('Envoyer le fichier');
  await one.go(`/atelier/${code}`);
}

/** Opens a page, unless it is the one that is open. */
async function be(one: Browsing, path: string): Promise<void> {
  if (new URL(one.page.url()).pathname !== path) await one.go(path);
}

/** Signs at the bench that a device has no disk, and at once of others like it. */
async function signNoDisk(one: Browsing, [code, ...others]: readonly string[], password: string): Promise<void> {
  await be(one, `/atelier/${code}`);
  await one.follow(/Il n’y a aucun disque/);
  if (others.length) await one.fill({ also: others.join('\n') });
  await one.fill({ password });
  await one.press('Signer');
}

/**
 * From devices of one pile without a disk to the stock: their sheets say that a system starts, so that the disks are asked about again. The first
 * sheet names the system, and the next ones propose it.
 */
export async function finishWithoutDisk(
  one: Browsing,
  codes: readonly string[],
  grade: string,
  password = DEMO_PASSWORD,
): Promise<void> {
  await signNoDisk(one, codes, password);
  for (const [i, code] of codes.entries()) {
    await be(one, `/atelier/${code}`);
    await fillSheet(one, password, i ? {} : { system_name: SYSTEM });
  }
  const last = codes.at(-1)!;
  await signNoDisk(one, [last, ...codes.slice(0, -1)], password);
  for (const code of [...codes].reverse()) {
    await be(one, `/atelier/${code}`);
    await gradeIntoStock(one, grade);
  }
}

/** From the test sheet to the stock. */
export async function finishAtTheBench(one: Browsing, code: string, grade: string): Promise<void> {
  await be(one, `/atelier/${code}`);
  await fillSheet(one, DEMO_PASSWORD, { system_name: SYSTEM });
  await gradeIntoStock(one, grade);
}

const SYSTEM = 'Linux Mint 22 Xfce';

async function fillSheet(one: Browsing, password: string, typed: { readonly system_name?: string }): Promise<void> {
  await one.follow('Remplir la fiche');
  for (const point of pointsAsked('laptop')) await one.choose(point.id, 'ok');
  await one.fill({ ...typed, password });
  expect(await one.page.locator('main [name=system_name]').inputValue()).toBe(SYSTEM);
  await one.press('Signer la fiche');
}

async function gradeIntoStock(one: Browsing, grade: string): Promise<void> {
  await one.choose('grade', grade);
  if (grade === 'A') await one.picture('bench');
  await one.press('Classer et mettre en stock');
}
