import { paperFolder } from '../support/papers/paper-files.js';
import { needs } from '../support/runner/tools.js';

const papers = paperFolder();
afterAll(() => papers.close());
const read = async (...of: Parameters<typeof papers.file>) =>
  papers.text(await papers.file(...of)).replace(/\s+/g, ' ');

needs('pdftotext', 'the paper of a sale', () => {
  test('a bill of sale names who sells and where, the price, the guarantee with its texts in their frame, and what was attested', async () => {
    const bill = await read('bill_of_sale');
    for (const words of [
      'Acte de vente',
      'CCAS de Bagneux',
      '3 rue des Essais, 92220 Bagneux',
      'Camille Exemple',
      'Classé B',
      '60,00 €',
      'à la charge de l’acheteur',
      'que la condition est remplie : bénéficiaire de minima sociaux. Aucun justificatif n’est gardé.',
      '180,00 €, toutes taxes comprises',
      'jusqu’au 25 novembre 2028',
      'écrire au vendeur, à son adresse',
      'EXEMPLE — remplacer par le texte',
      'est imprimé tel qu’il a été entré.',
    ])
      expect(bill).toContain(words);
    const paid = await read('bill_of_sale', { paidBy: 'structure', attested: null });
    expect(paid).toContain('l’acheteur ne paie rien');
    expect(paid).not.toContain('précarité');
    expect(await read('handover_structure', { mode: 'sale', priceCents: 6000, paidBy: 'structure' })).toContain(
      'Vous ne payez rien.',
    );
  });

  test('a box longer than a page keeps every word of it', async () => {
    const words = Array.from(
      { length: 60 },
      (_, i) => `Alinéa ${i} : ${'un mot et un autre, '.repeat(i % 20)}fin ${i}.`,
    );
    const guarantee = {
      until: null,
      conformity: null,
      presumption: null,
      box: { text: words.join('\n'), source: 'Source' },
    };
    const bill = await read('bill_of_sale', { guarantee });
    for (let i = 0; i < words.length; i++) expect(bill).toContain(`fin ${i}.`);
  });
});
