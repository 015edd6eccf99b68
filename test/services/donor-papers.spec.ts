import { paperFolder, run } from '../support/papers/paper-files.js';
import { needs } from '../support/runner/tools.js';

const papers = paperFolder();
afterAll(() => papers.close());

needs(['pdftotext', 'pdfinfo'], 'a donor’s papers, read', () => {
  it('the receipt of a company says the data of form 16216', async () => {
    const text = papers.text(await papers.file('tax_receipt_company'));
    for (const fact of [
      'Numéro d’ordre du reçu',
      'XX-2026-0042',
      'Société Exemple',
      'SAS · SIREN 000 000 026 · 8 rue des Essais, 69001 Lyon',
      'Association Banque du Numérique (démonstration)',
      'Association loi 1901 · SIREN 000 000 018',
      'Équiper et accompagner au numérique',
      'Œuvre ou organisme d’intérêt général',
      'Rescrit inventé',
      '*** 1 271,80 € ***',
      'mille deux cent soixante et onze euros et quatre-vingts centimes',
      'Don en nature',
      'Valeur déclarée par le donateur',
      'le 20 novembre 2026, par lettre',
      'saisie le 25 novembre 2026 à 15 h 12 par l’opérateur n° 1042',
      'annule et remplace le reçu RF-2026-0007',
      'Total 5',
      'Don en nature. CGI, art. 238 bis ; données du formulaire 16216.',
      'Biens reçus et acceptés',
      'Signé par Claude Exemple, présidente',
      'mot de passe ressaisi le 25 novembre 2026',
    ])
      expect(text).toContain(fact);
  });

  it('a receipt has room for a signature by hand only where none is printed, or has its line', async () => {
    const byHand = 'Signature manuscrite, si le donateur la demande';
    const signed = { operator: 1001, organisation: 'Banque', at: '2026-11-25T14:12:00Z' };
    const by = async (person: object | null) =>
      papers.text(await papers.file('tax_receipt_company', { signed: { ...signed, person } }));
    const officer = { name: 'Claude Exemple', quality: 'présidente' };
    expect(await by(null)).toContain(byHand);
    expect(await by({ ...officer, own: true })).toContain(byHand);
    expect(await by({ ...officer, own: false })).not.toContain(byHand);
  });

  it('that of a person says the data of form 11580, with their name', async () => {
    const path = await papers.file('tax_receipt_person');
    const text = papers.text(path);
    for (const fact of [
      'Dominique Exemple',
      '3 impasse des Essais, 92150 Suresnes',
      'Don en nature. CGI, art. 200 ; données du formulaire 11580.',
      '*** 1 271,80 € ***',
    ])
      expect(text).toContain(fact);
    expect(run('pdfinfo', path)).not.toContain('Dominique');
  });

  it('that of a sole trader says the data of form 16216 with their name and SIREN, and only while these are kept', async () => {
    const path = await papers.file('tax_receipt_trader');
    const text = papers.text(path);
    for (const fact of [
      'don d’entreprise',
      'Dominique Exemple',
      'Entrepreneur individuel',
      'SIREN 000 000 018',
      '3 impasse des Essais',
    ])
      expect(text).toContain(fact);
    expect(run('pdfinfo', path)).not.toContain('Dominique');
  });

  it('the agreement with a public donor states the undertaking and both parties, to be signed', async () => {
    const text = papers.text(await papers.file('donation_agreement'));
    for (const fact of [
      'Convention de don',
      'Ville de Suresnes',
      'Engagement d’usage',
      'n’utiliser ces biens que pour son objet',
      'Pour le donateur',
      'Tablette 2 1',
      'PF1ABCDE',
    ])
      expect(text).toContain(fact);
    const other = papers.text(
      await papers.file('donation_agreement', {
        undertaking: null,
        clauses: [],
        announced: true,
        devices: [],
        arrivals: null,
      }),
    );
    expect(other).toContain('Attestation de don');
    expect(other).toContain('Biens annoncés');
    expect(other).not.toContain('Engagement d’usage');
  });

  it('the list of a year counts what counts, and shows the cancelled', async () => {
    const text = papers.text(await papers.file('receipt_list'));
    // What such receipts are for is said by the row of the law.
    expect(text).toContain('1 reçu · Source d’essai, art. 2');
    for (const fact of [
      '1 351,80 €',
      '2 reçus',
      'remplacé par RF-2026-0002',
      '1 000,00 €, annulé',
      'Particulier',
      '1 reçu annulé garde son numéro',
    ])
      expect(text).toContain(fact);
    const many = Array.from({ length: 120 }, (_, i) => ({
      number: `RF-2026-${String(i + 1).padStart(4, '0')}`,
      issuedAt: '2026-11-25T14:12:00Z',
      kind: 'person',
      donor: 'Particulier',
      cents: 100,
      cancelled: false,
    }));
    const long = papers.text(await papers.file('receipt_list', { receipts: many }));
    for (const { number } of many) expect(long).toContain(number);
  });

  it('the proof of reuse tells the data by kind of proof, hides small counts and says what is not known', async () => {
    const text = papers.text(await papers.file('reuse_proof'));
    for (const fact of [
      'Effacement prouvé par un journal',
      '1 support détruit, 3 déclarés par une personne, 8 sans support de stockage, 2 pas encore prouvés',
      'Effacé, prouvé par un journal de l’outil',
      'Appareils 26',
      'Sans support de stockage, déclaré par une personne 8',
      'Suresnes non affiché',
      'Bagneux 12',
      'Achetés plus de 10 ans avant le don, donc hors de l’objectif : 3 sur les 12 dont la date d’achat est connue',
      'n’est pas connue pour 30 appareils sur 42',
      'D-2026-0042, D-2026-0051',
    ])
      expect(text).toContain(fact);
  });
});
