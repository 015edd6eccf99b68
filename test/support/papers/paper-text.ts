import { execFileSync } from 'node:child_process';
import type { Browsing } from '../browser/browsing.js';
import { eventually } from '../servers/eventually.js';

/** The list filters by state, and names all of them. */
const withoutChoices = (page: string): string => page.replace(/<select[\s\S]*?<\/select>/g, '');

/** Every paper that somebody finds in « Documents » once the worker has made them: downloaded, and read by pdftotext. */
export async function papersOf(one: Browsing): Promise<string[]> {
  await eventually(
    'every paper is made',
    async () => !/en préparation/.test(withoutChoices(await (await one.page.request.get('/documents')).text())),
    90_000,
  );
  await one.go('/documents');
  const addresses = await one.page
    .locator('a[href^="/documents/"][href$=".pdf"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  const texts: string[] = [];
  for (const address of addresses) {
    const answer = await one.page.request.get(address);
    expect([address, answer.headers()['content-type']]).toEqual([address, 'application/pdf']);
    texts.push(execFileSync('pdftotext', ['-layout', '-', '-'], { input: await answer.body() }).toString());
  }
  return texts;
}
