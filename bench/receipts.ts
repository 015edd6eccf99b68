import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { type FactsOf, renderPaper } from '#bank/documents';

const FACES = {
  text: '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  strong: '@expo-google-fonts/atkinson-hyperlegible-next/600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf',
  mono: '@expo-google-fonts/atkinson-hyperlegible-mono/400Regular/AtkinsonHyperlegibleMono_400Regular.ttf',
  code: '@expo-google-fonts/atkinson-hyperlegible-mono/700Bold/AtkinsonHyperlegibleMono_700Bold.ttf',
} as const;
type Face = keyof typeof FACES;
const AT = '2026-11-25T14:12:00Z';

/** A receipt of one page: a company, a few devices, every field that the law asks for. All invented. */
export const receiptFacts: FactsOf<'tax_receipt_company'> = {
  issuer: {
    name: 'Banque du Numérique',
    legalForm: 'Association loi 1901',
    siren: '000000018',
    address: '1 place de la Démonstration, 92000 Nanterre',
    object: 'Équiper des personnes en situation de précarité',
    status: 'Organisme d’intérêt général',
    ground: { label: 'Organisme d’intérêt général', source: 'CGI, art. 238 bis, 1 a', basis: 'Rescrit de 2025' },
    signatoryTitle: 'La présidente',
  },
  donor: {
    name: 'Société Exemple',
    kind: 'Entreprise',
    legalForm: 'SAS',
    siren: '000000026',
    address: '8 rue des Essais, 69001 Lyon',
  },
  donation: { number: 'D-2026-0042', receivedAt: AT },
  quantities: [{ category: 'Ordinateur portable', quantity: 1 }],
  devices: [
    { code: '7K3F92Q', category: 'Ordinateur portable', make: 'Lenovo', model: 'ThinkPad L480', serial: 'PF1ABCDE' },
  ],
  valueCents: 127_180,
  declared: { on: '2026-11-20', how: 'par lettre', typedAt: AT, operator: 1042 },
  valueNote: { text: 'Valeur déclarée par le donateur.', source: 'CGI' },
  certificate: {
    text: 'Le bénéficiaire certifie sur l’honneur que ce don ouvre droit à la réduction d’impôt.',
    source: 'CGI',
  },
  form: 'Déclaration de don manuel',
  signed: { operator: 1001, organisation: 'Banque du Numérique', at: AT },
};

/** Our path: what the worker does for a requested receipt, without the database. */
export async function receiptOurs(): Promise<number> {
  const bank = {
    name: 'Banque du Numérique',
    siren: '000000018',
    address: '1 place de la Démonstration, 92000 Nanterre',
    helpline: '01 99 00 12 34',
    timeZone: 'Europe/Paris',
    site: 'https://banque.exemple.fr',
  };
  const row = {
    type: 'tax_receipt_company' as const,
    title: 'Reçu fiscal',
    number: 'RF-2026-0001',
    requestedAt: new Date(AT),
    factsSha256: '0'.repeat(64),
    secret: 'A1B2C3D4E5F60718293A4B5C',
    sealed: null,
  };
  let bytes = 0;
  for await (const chunk of renderPaper({ ...row, facts: { ...receiptFacts, bank } })) bytes += chunk.length;
  return bytes;
}

let shared: ReadonlyMap<string, unknown> | undefined;

/** The fonts parsed once, as any loop that knows pdfkit would. */
function sharedFonts(): ReadonlyMap<string, unknown> {
  shared ??= new Map(
    Object.entries(FACES).map(([face, file]) => {
      const reader = new PDFDocument({ autoFirstPage: false });
      reader.font(createRequire(import.meta.url).resolve(file));
      return [face, (reader as unknown as { _font: { font: unknown } })._font.font];
    }),
  );
  return shared;
}

/**
 * The limit: the barest loop over pdfkit that says the same things in the same embedded faces, tagged, in an archivable file: each
 * text is one paragraph under the one before. No frame, no QR, no columns, no rules, nothing measured before it is drawn.
 */
export async function receiptLimit(): Promise<number> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 40,
    pdfVersion: '1.4',
    subset: 'PDF/A-1a',
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    autoFirstPage: false,
    font: null as unknown as string,
    info: { Title: 'Reçu fiscal RF-2026-0001' },
  });
  let bytes = 0;
  doc.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const ended = new Promise((resolve) => doc.on('end', resolve));
  for (const [face, font] of sharedFonts()) doc.registerFont(face, font as string);
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  for (const [face, size, text] of TEXTS) {
    const draw = (): void => {
      doc.font(face).fontSize(size).text(text);
    };
    root.add(doc.struct('P', {}, draw as unknown as () => Record<string, never>));
  }
  root.end();
  doc.end();
  await ended;
  return bytes;
}

const TEXTS: readonly (readonly [Face, number, string])[] = [
  ['strong', 12, 'Banque du Numérique'],
  ['text', 8, 'SIREN 000 000 018 · 1 place de la Démonstration, 92000 Nanterre · 01 99 00 12 34'],
  ['code', 12, 'RF-2026-0001'],
  ['text', 8.5, '25 novembre 2026'],
  ['strong', 24, 'Reçu au titre d’un don d’entreprise'],
  ['text', 11, 'Don en nature, article 238 bis du code général des impôts. Données du formulaire n° 16216.'],
  ['text', 8.5, 'Numéro d’ordre du reçu'],
  ['code', 11.5, 'RF-2026-0001'],
  ['text', 8.5, 'Don'],
  ['code', 11.5, 'D-2026-0042'],
  ['text', 9, 'reçu le 25 novembre 2026'],
  ['text', 8.5, 'Donateur'],
  ['strong', 11.5, 'Société Exemple'],
  ['text', 9, 'SAS · SIREN 000 000 026 · 8 rue des Essais, 69001 Lyon'],
  ['text', 8.5, 'Organisme bénéficiaire'],
  ['strong', 11.5, 'Banque du Numérique'],
  ['text', 9, 'Association loi 1901 · SIREN 000 000 018 · 1 place de la Démonstration, 92000 Nanterre'],
  ['text', 8.5, 'Objet de l’organisme'],
  ['strong', 11.5, 'Équiper des personnes en situation de précarité'],
  ['text', 8.5, 'Statut et catégorie de l’organisme'],
  ['strong', 11.5, 'Organisme d’intérêt général'],
  ['text', 9, 'Organisme d’intérêt général · CGI, art. 238 bis, 1 a · Rescrit de 2025'],
  ['strong', 13, 'Valeur du don'],
  ['text', 8.5, 'En chiffres'],
  ['code', 11.5, '*** 1 271,80 € ***'],
  ['text', 8.5, 'En lettres'],
  ['strong', 11.5, 'mille deux cent soixante et onze euros et quatre-vingts centimes'],
  ['text', 8.5, 'Nature et forme du don'],
  ['strong', 11.5, 'Don en nature'],
  ['text', 9, 'Déclaration de don manuel'],
  ['text', 8.5, 'Valeur déclarée par le donateur'],
  ['strong', 11.5, 'le 20 novembre 2026, par lettre'],
  ['text', 9, 'saisie le 25 novembre 2026 à 15 h 12 par l’opérateur n° 1042'],
  ['text', 9, 'Valeur déclarée par le donateur. (CGI)'],
  ['strong', 13, 'Description et quantités'],
  ['strong', 8.5, 'Nature des biens'],
  ['strong', 8.5, 'Quantité'],
  ['text', 9.5, 'Ordinateur portable'],
  ['text', 9.5, '1'],
  ['text', 9.5, 'Total'],
  ['text', 9.5, '1'],
  ['strong', 13, 'Le détail : 1 appareil'],
  ['strong', 8.5, 'Code'],
  ['strong', 8.5, 'Appareil'],
  ['strong', 8.5, 'N° de série'],
  ['code', 9.5, 'BN-7K3F-92Q'],
  ['text', 9.5, 'Lenovo ThinkPad L480'],
  ['text', 8.5, 'Ordinateur portable'],
  ['mono', 9.5, 'PF1ABCDE'],
  ['text', 10.5, 'Le bénéficiaire certifie sur l’honneur que ce don ouvre droit à la réduction d’impôt. (CGI)'],
  ['text', 8.5, 'Pour l’organisme bénéficiaire : La présidente'],
  ['strong', 10.5, 'Banque du Numérique'],
  ['strong', 9.5, 'Signé par l’opérateur n° 1001'],
  ['text', 9.5, 'le 25 novembre 2026 à 15 h 12'],
  ['text', 8.5, 'Signature manuscrite, si le donateur la demande'],
  ['strong', 10.5, 'La présidente'],
  ['text', 8.5, 'Date'],
  ['text', 8.5, 'Signature'],
  ['text', 8, 'Document RF-2026-0001 · empreinte des données'],
  ['mono', 8, '0000 0000 0000 0000'],
  ['text', 7.5, 'Est-il authentique ? banque.exemple.fr/V · code'],
  ['mono', 7.5, 'A1B2 C3D4 E5F6 0718 293A 4B5C'],
  ['strong', 8, 'Page 1 sur 1'],
];
