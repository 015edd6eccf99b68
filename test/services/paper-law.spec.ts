import { promiseOf, REPLACEMENT_PROMISES } from '#bank/allocation';
import { paperFolder } from '../support/papers/paper-files.js';
import { needs } from '../support/runner/tools.js';

/** What papers state, read back as text: nothing that the law, or what was done, does not bear. */
const papers = paperFolder();
afterAll(() => papers.close());
/** On one line: a sentence may break anywhere. */
const read = async (...of: Parameters<typeof papers.file>) =>
  papers.text(await papers.file(...of)).replace(/\s+/g, ' ');

needs('pdftotext', 'the law on paper', () => {
  test('a public gift is given, or sold at a solidarity price where the bank may; never « not resold » where it may', async () => {
    const given = await read('collection_slip', { resaleForbidden: true, resale: 'none' });
    expect(given).toContain('donnés à des personnes en situation de précarité');
    expect(given).not.toMatch(/revend|vendu|prix/i);
    const sold = await read('collection_slip', { resaleForbidden: true, resale: 'solidarity' });
    expect(sold).toContain('cédés à prix solidaire dans les limites de la loi');
    expect(sold).not.toContain('ne peuvent pas être revendus');
  });

  test('the agreement with a public donor says at which title the body receives, and what proves it', async () => {
    const capacity = { text: 'association reconnue d’utilité publique', source: 'Décret inventé du 2 mai 2019' };
    const agreement = await read('donation_agreement', { capacity });
    expect(agreement).toContain('en qualité de : association reconnue d’utilité publique');
    expect(agreement).toContain('Décret inventé du 2 mai 2019');
  });

  test('an agreement has every clause of art. 28, names the workshops, the assembly, the ceiling and two originals; it is one thing', async () => {
    const agreement = await read('donation_agreement');
    expect(agreement).toMatch(
      /^.*Convention de don.*conseil municipal.*300,00 € au plus.*Ateliers à ce jour : EA Exemple/,
    );
    expect(agreement).toMatch(/Établi en 2 exemplaires originaux.*Fait à/);
    const company = await read('donation_agreement', { undertaking: null, ground: null, decision: undefined });
    expect(company).toContain('Convention de don');
    expect(company).not.toContain('Attestation');
    const person = await read('donation_agreement', { undertaking: null, clauses: undefined, processor: undefined });
    expect(person).toContain('Attestation de don');
  });

  test('the slip of a lot for a workshop says what binds it, and no other slip does', async () => {
    expect(await read('transfer_slip')).toContain('ce à quoi l’atelier est tenu');
    expect(await read('transfer_slip', { processing: null })).not.toContain('est tenu');
  });

  test('goods in deposit are the donor’s until the decision; the paper does not say both', async () => {
    const waiting = await read('donation_agreement', { decision: null });
    expect(waiting).toContain('les biens restent au donateur, et le bénéficiaire les garde en dépôt');
    expect(await read('donation_agreement')).not.toContain('garde en dépôt');
  });

  test('the agreement compares the donor’s list with what came, serial by serial', async () => {
    const one = (serial: string) => ({
      code: '7K3F92Q',
      category: 'Ordinateur portable',
      make: 'HP',
      model: 'ProBook',
      serial,
    });
    const all = await read('donation_agreement', { arrivals: { missing: [], unannounced: [] } });
    expect(all).toContain('Aucun n’est noté manquant.');
    expect(all).not.toContain('Tous sont arrivés');
    expect(all).toMatch(/Annoncés et enregistrés : \d+ appareils/);
    const some = await read('donation_agreement', {
      arrivals: { missing: [one('MANQUE1'), one('MANQUE2')], unannounced: [one('SURPRISE1')] },
    });
    expect(some).toContain('2 appareils ne sont pas arrivés. 1 appareil est venu sans être sur la liste.');
    expect(some).toMatch(
      /Annoncés, pas arrivés : 2 appareils[\s\S]*MANQUE1[\s\S]*Arrivés sans être annoncés : 1 appareil[\s\S]*SURPRISE1/,
    );
  });

  test('a person’s receipt says who checked the value; one typed by the donor says so', async () => {
    const checked = { how: 'facture et âge de l’appareil', at: '2026-11-21T09:00:00Z', operator: 1042 };
    const declared = { on: '2026-11-20', how: 'sur sa page privée', typedAt: '2026-11-20T09:00:00Z', operator: null };
    const receipt = await read('tax_receipt_person', { checked, declared });
    expect(receipt).toMatch(/Valeur vérifiée par le bénéficiaire/i);
    expect(receipt).toContain('facture et âge de l’appareil');
    expect(receipt).toContain('par le donateur');
  });

  test('a replacement is signed like the rest, or says why not', async () => {
    const swap = { replaces: 'Q2RV7YN', unsigned: null };
    expect(await read('handover_bank', swap)).toMatch(/remplace BN-Q2RV-7YN, en panne. La personne a confirmé/);
    const unsigned = { ...swap, signature: 'none', unsigned: 'La personne n’est pas là' };
    expect(await read('handover_bank', unsigned)).toContain(
      'sans signature de la personne. Raison : La personne n’est pas là.',
    );
    const sheet = await read('handover_structure', unsigned);
    expect(sheet).toContain('Pas de signature. La personne n’est pas là.');
    expect(sheet).not.toMatch(/Je signe|Je confirme|Il fonctionne|J’ai reçu/);
    expect(sheet).toMatch(/elle n’a rien confirmé[\s\S]*Vous n’avez rien confirmé/);
  });

  test('a replacement of a sold device is not sold again, and keeps its warranty', async () => {
    const warranty = 'Garantie légale de conformité jusqu’au 25 novembre 2028';
    const swap = { mode: 'sale', priceCents: 4000, replaces: 'Q2RV7YN', unsigned: null, warranty };
    const sheet = await read('handover_structure', swap);
    expect(sheet).toContain('Remplacé sans frais à la place de BN-Q2RV-7YN · Garantie légale de conformité jusqu’au');
    expect(sheet).toMatch(
      /chargeur, souris, sacoche Garantie légale[\s\S]*Vous ne payez rien\. Il remplace votre appareil BN-Q2RV-7YN\./,
    );
    expect(sheet + (await read('handover_bank', swap))).not.toMatch(/achète|Vendu|40,00/);
  });

  test('what a person confirms says no more than what was tested', async () => {
    expect(promiseOf('gift', { level: 'refurbished' })).toContain('Il fonctionne.');
    expect(promiseOf('gift', { level: 'tested' })).toContain('Ce qui a été testé fonctionne.');
    expect(promiseOf('sale', { level: 'in_part' })).toContain('Ce qui a été testé fonctionne.');
    expect(promiseOf('gift', { level: 'untested' })).not.toContain('fonctionne');
    for (const words of Object.values(REPLACEMENT_PROMISES)) expect(words).not.toMatch(/Il fonctionne|achète/);
  });

  test('the structure’s sheet of a hand-over names itself, its end and the person’s rights; a buyer buys', async () => {
    const sheet = await read('handover_structure', { erasedAt: '2028-11-25T00:00:00Z' });
    expect(sheet).toContain('Exemplaire de la structure');
    expect(sheet).toMatch(/les efface le 25 nov/);
    expect(sheet).toContain('une copie, une correction ou l’effacement');
    expect(sheet).not.toMatch(/reste dans la structure|prêt/);
    const [kept, handed] = sheet.split('Votre appareil Cette feuille est pour vous.');
    expect(kept).toContain('Camille Exemple');
    expect(handed).toMatch(/Vous ne payez rien/);
    expect(kept).toMatch(/mission d’intérêt public \(RGPD, art. 6.1.e\)\. La personne peut s’y opposer/);
    expect(handed).toMatch(
      /Appelez le 01 99 00 12 34.*est responsable de vos données.*dpd@banque.exemple.fr.*cnil\.fr/,
    );
    expect(handed).not.toMatch(/Exemplaire de la structure|Camille|le garde/);
    expect(await read('handover_structure', { mode: 'sale', priceCents: 5000 })).toContain('J’achète un appareil');
  });

  test('a certificate of a medium that was taken out says where it is followed, of when the proof is, of which donation, by whom', async () => {
    const removed = {
      ...{
        kind: 'SSD',
        serial: 'SSD-RETIRE-1',
        methodClass: null,
        method: 'Support retiré de l’appareil avec ses données',
      },
      ...{ result: 'removed', followedAs: 'SUP-VSBR-X2Z', endedAt: '2026-11-03T09:12:00Z', operator: 1004 },
      ...{ witness: null, logSha256: null },
    };
    const signed = { operator: 1004, organisation: 'ESAT des Essais', at: '2026-11-03T09:12:00Z' };
    const paper = await read('erasure_certificate', {
      ...{ media: [removed], signed, donation: 'D-2026-0042', issuedAt: '2026-11-03T09:12:00Z' },
    });
    expect(paper).toContain('Constat de retrait');
    expect(paper).toMatch(/Retiré, suivi comme.*support n° SUP-VSBR-X2Z/);
    expect(paper).toContain('Dernière déclaration reçue : 3 novembre 2026');
    expect(paper).toContain('D-2026-0042');
    expect(paper).toMatch(/opérateur n° 1004.*ESAT des Essais/);
    expect(paper).not.toMatch(/certificat de destruction|détruit physiquement/i);
  });

  test('a certificate claims of each medium no more than was proven of it', async () => {
    const medium = {
      kind: 'SSD',
      serial: null,
      methodClass: null,
      method: 'x',
      endedAt: '2026-11-25T14:12:00Z',
      operator: 1042,
    };
    const log = { ...medium, result: 'passed', logSha256: 'a'.repeat(64) };
    const media = (...of: object[]) => read('erasure_certificate', { media: of });
    const reset = await media({ ...medium, result: 'reset', logSha256: null });
    expect(reset).toContain('Réinitialisé, déclaré sans journal');
    expect(reset).toContain('personne ne l’a vérifié');
    expect(reset).not.toMatch(/effacé et vérifié|empreinte du journal|SHA-256|non lisible/i);
    expect(await media(log)).toContain('journal reçu le 25 novembre 2026 à 15 h 12 ; l’outil ne donne pas de date');
    const undated = await read('erasure_certificate', { media: [log], issuedAt: null });
    expect(undated).toContain('date d’effacement inconnue');
    expect(undated).toContain('Un journal ne dit pas quand l’effacement a eu lieu.');
    const late = { ...log, endedAtLog: '2026-11-20T23:40:33' };
    const dated = await read('erasure_certificate', { media: [late], issuedAt: '2026-11-25T14:12:00Z' });
    expect(dated).toContain('Dernier journal reçu : 25 novembre 2026');
    expect(await media({ ...log, endedAtLog: '2026-11-20T10:12:33' })).toContain(
      'journal reçu le 25 novembre 2026 à 15 h 12 ; date donnée par l’outil : 20 novembre 2026 à 10 h 12',
    );
    const removed = { ...medium, result: 'removed', witness: null, logSha256: null };
    expect(await media(log, removed)).toContain('Certificat d’effacement et de retrait');
    expect(await media(removed)).toMatch(/Constat de retrait .* il est suivi à part/);
    expect(await media({ ...medium, result: 'destroyed', logSha256: null })).toContain('Certificat de destruction');
    const absent = await media({ ...medium, result: 'absent', logSha256: null });
    expect(absent).toContain('Déclaration d’absence de support');
    // One person said so: it is told who, and when, and that nobody else did.
    expect(absent).toMatch(
      /L’opérateur n° 1042 \(ESAT Les Ateliers\) a déclaré et signé le 25 novembre 2026 à 15 h 12/,
    );
    expect(absent).toContain('Une seule personne le déclare');
    expect(absent).not.toContain('Cet appareil ne contient aucun');
    expect(reset).toContain('Déclaration d’effacement');
    expect(reset).not.toContain('Certificat');
    expect(await media(log, { ...medium, result: 'destroyed', logSha256: null })).toContain(
      'Certificat d’effacement et de destruction',
    );
    const vouched = await media({ ...log, result: 'vouched' });
    expect(vouched).toMatch(/Déclaration d’effacement .*une personne déclare que rien n’a changé depuis/);
  });

  test('a certificate names the drives that the machine’s logs saw beside its media, as what they are', async () => {
    const drive = { model: 'Hitachi HTS545025B9A300', serial: 'ZD-AUTRE-1', sizeBytes: 250_059_350_016, of: null };
    const nobody = { operator: null, organisation: null, signedAt: null, receivedAt: '2026-11-25T14:12:00Z' };
    const signed = { ...nobody, operator: 1004, organisation: 'ESAT des Essais', signedAt: '2026-11-26T09:12:00Z' };
    const others = [
      { ...drive, ...signed, what: 'plugged_in' },
      { ...drive, ...signed, what: 'of_another', of: 'Q2RV7YN', serial: 'ZD-AUTRE-2' },
      { ...drive, ...nobody, what: 'erased_too', serial: 'ZD-AUTRE-3' },
    ];
    const paper = await read('erasure_certificate', { others });
    expect(paper).toContain('Autres disques nommés par les journaux de cette machine');
    expect(paper).toContain('Branché pour le travail');
    expect(paper).toMatch(/D’un autre appareil.*BN-Q2RV-7YN, signé/);
    expect(paper).toMatch(/Effacé aussi, absent des inventaires/);
    expect(paper).toMatch(/signé par l’opérateur n° 1004, ESAT des Essais/);
    expect(await read('erasure_certificate', { others: [] })).not.toContain('Autres disques');
  });
});
