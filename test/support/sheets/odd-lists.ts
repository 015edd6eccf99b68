import { ODD_CELLS } from './odd-cells.js';
import { bookOf } from './sheets.js';

/** Lists of a kind that no sample has: their rows, and what each says; `left` rows with why, `wrong` ones with what keeps them out. */
export interface OddList {
  readonly rows: readonly (readonly string[])[] | (() => Promise<Buffer>);
  readonly says: readonly string[];
}

const T = ['Type', 'Marque', 'Modèle', 'N° de série', 'État'];
const pc = (n: number): string[] => ['PC portable', 'HP', 'ProBook 450', `SER${n}X`, 'bon'];
const ofKind = (...cells: string[]): string[] => ['PC portable', 'HP', 'ProBook', ...cells];
export const ODD_LISTS: Readonly<Record<string, OddList>> = {
  ...ODD_CELLS,
  'sums, however they are worded': {
    rows: [
      T,
      pc(1),
      ['Sous-total étage 1 : 12'],
      ['TOTAL GENERAL', '', '', '2'],
      ['Nombre de PC', '5'],
      ['Soit 42 appareils'],
      ['', '', '', 'Total', '3'],
    ],
    says: ['2 laptop HP SER1X works', '3 left total', '4 left total', '5 left total', '6 left total', '7 left total'],
  },
  'what stands below a list': {
    rows: [
      T,
      pc(2),
      ['Page 1/3'],
      ['Document confidentiel'],
      ['Fait à Lyon, le 3 mars'],
      ['Liste arrêtée au 31/12/2024 par M. Martin'],
      ['*: sans chargeur'],
      ['Légende :'],
      ['B', 'bon état'],
    ],
    says: [
      '2 laptop HP SER2X works',
      '3 left footer',
      '4 left footer',
      '5 left footer',
      '6 left footer',
      '7 left comment',
      '8 left comment',
      '9 wrong category_unknown serial_missing',
    ],
  },
  'titles of sections, also in the words of kinds': {
    rows: [
      T,
      ['SALLE INFO 1'],
      pc(3),
      ['PORTABLES'],
      pc(4),
      ['Écrans', '', '', '', ''],
      ['Bâtiment B, 2e étage'],
      ['Écran', '', '', '', ''],
    ],
    says: [
      '2 left section',
      '3 laptop HP SER3X works',
      '4 left section',
      '5 laptop HP SER4X works',
      '6 left section',
      '7 left section',
      '8 monitor unknown (serial_missing)',
    ],
  },
  'groups of titles above the titles': {
    rows: [['Identification', '', '', '', 'Suivi'], T, pc(5)],
    says: ['3 laptop HP SER5X works'],
  },
  'two lists side by side': {
    rows: [
      ['Type', 'Marque', 'N° série', '', 'Type', 'Marque', 'N° série'],
      ['UC', 'Dell', 'SER6X', '', 'Écran', 'HP', 'SER7X'],
      ['UC', 'Dell', 'SER8X'],
    ],
    says: ['2 desktop Dell SER6X unknown', '3 desktop Dell SER8X unknown'],
  },
  'two columns that say the same': {
    rows: [
      ['Type', 'Service Tag', 'N° de série'],
      ['UC', '5CG1234', '5cg1234'],
      ['UC', '5CG1235', ''],
      ['UC', '5CG1236', '8XYZ123'],
    ],
    says: ['2 desktop 5CG1234 unknown', '3 desktop 5CG1235 unknown', '4 wrong two_serials'],
  },
  'two serials in a cell': {
    rows: [
      T,
      ofKind('ABC123 / DEF456', 'bon'),
      ofKind('ABC124\nDEF457', 'bon'),
      ofKind('ABC126 et DEF459', 'bon'),
      ofKind('UC: ABC127 Écran: DEF460', 'bon'),
      ofKind('ABC130X (écran DEF460X)', 'bon'),
      ofKind('S/N: ABC128', 'bon'),
      ofKind('ABC129/DEF', 'bon'),
      ofKind('5CG 812 3ABC', 'bon'),
    ],
    says: [
      '2 wrong two_serials',
      '3 wrong two_serials',
      '4 wrong two_serials',
      '5 wrong two_serials',
      '6 wrong two_serials',
      '7 laptop HP S/N: ABC128 works',
      '8 laptop HP ABC129/DEF works',
      '9 laptop HP 5CG 812 3ABC works',
    ],
  },
  'titles in two rows': {
    rows: [
      ['Type de', 'Marque', 'N° de', 'État'],
      ['matériel', '', 'série', 'général'],
      ['PC portable', 'HP', 'SER20X', 'bon'],
    ],
    says: ['3 laptop HP SER20X works'],
  },
  'a title above a column that counts': {
    rows: [['Inventaire'], ['N°', 'Type', 'Marque', 'N° série'], ['1', 'UC', 'HP', 'SER21X']],
    says: ['3 desktop HP SER21X unknown'],
  },
  'another table below, in another order': {
    rows: [T, pc(22), [], ['Type', 'N° de série', 'Marque', 'Modèle'], ['Écran', 'SER23X', 'Dell', 'P2419H']],
    says: ['2 laptop HP SER22X works', '4 left titles_again', '5 monitor Dell SER23X unknown'],
  },
  'a kind that titles a section further down says nothing of the rows above it': {
    rows: [['Marque', 'Modèle', 'N° série'], ['HP', '840 G3', 'SER30X'], ['ÉCRANS'], ['Dell', 'P2419H', 'SER31X']],
    says: ['2 wrong category_missing', '3 left section', '4 monitor Dell SER31X unknown'],
  },
  'a kind that stands above the titles': {
    rows: [
      ['Mairie inventée'],
      ['PC PORTABLES'],
      ['Marque', 'Modèle', 'N° série'],
      ['HP', '840 G3', 'SER32X'],
      ['ÉCRANS'],
      ['Dell', 'P2419H', 'SER33X'],
    ],
    says: ['4 laptop HP SER32X unknown', '5 left section', '6 monitor Dell SER33X unknown'],
  },
  'kinds as titles of sections, in a list without a column for them': {
    rows: [
      ['Marque', 'Modèle', 'N° série'],
      ['ORDINATEURS PORTABLES'],
      ['HP', '840 G3', 'SER25X'],
      ['ÉCRANS'],
      ['Marque', 'Taille', 'Modèle', 'N° série'],
      ['Dell', '24', 'P2419H', 'SER26X'],
      ['SALLE 12'],
      ['Dell', '24', 'B123', 'SER27X'],
    ],
    says: [
      '2 left section',
      '3 laptop HP SER25X unknown',
      '4 left section',
      '5 left titles_again',
      '6 monitor Dell SER26X unknown',
      '7 left section',
      '8 wrong category_missing',
    ],
  },
  'a serial in what a thing is called': {
    rows: [
      ['Matériel', 'État'],
      ['HP EliteBook 840 S/N 5CG7290B1A', 'bon'],
      ['Écran Dell P2419H (SN: CN0ABC12)', 'HS'],
      ['2 écrans Dell SN 24SN123', ''],
    ],
    says: [
      '2 laptop HP 5CG7290B1A works',
      '3 monitor Dell CN0ABC12 faulty',
      '4 wrong category_unsure quantity_and_number',
    ],
  },
  'the same as above': {
    rows: [
      T,
      pc(9),
      ['"', '"', '"', 'SER10X', '"'],
      ['UC', 'idem', 'idem', 'SER11X', 'idem'],
      ['UC', '-', '-', 'idem', '-'],
    ],
    says: [
      '2 laptop HP SER9X works',
      '3 laptop HP SER10X works',
      '4 laptop HP SER11X works (category_unsure)',
      '5 desktop idem unknown (serial_generic)',
    ],
  },
  'crosses under words': {
    rows: [
      ['Type', 'N° série', 'Fonctionne', 'HS'],
      ['UC', 'SER12X', 'x', ''],
      ['UC', 'SER13X', '', 'x'],
      ['UC', 'SER14X', 'non', ''],
    ],
    says: ['2 desktop SER12X works', '3 desktop SER13X faulty', '4 desktop SER14X faulty'],
  },
  'numbers that people write in words': {
    rows: [
      ['Type', 'Marque', 'Qté'],
      ...[
        '2 (dont 1 HS)',
        '≈10',
        'une dizaine',
        '2+1',
        '0',
        '-3',
        '1,5',
        '3-4',
        '4 pcs',
        '12,00',
        'deux',
        '1.000',
        '1 000',
      ].map((n) => ['Écran', 'HP', n]),
    ],
    says: [
      '2 wrong quantity_unknown',
      '3 wrong quantity_unknown',
      '4 wrong quantity_unknown',
      '5 wrong quantity_unknown',
      '6 wrong quantity_unknown',
      '7 wrong quantity_unknown',
      '8 wrong quantity_unknown',
      '9 wrong quantity_unknown',
      '10 monitor HP unknown x4',
      '11 monitor HP unknown x12',
      '12 monitor HP unknown x2',
      '13 wrong quantity_unknown',
      '14 wrong quantity_many',
    ],
  },
  'a table of sums': {
    rows: [
      ['Étiquettes de lignes', 'Nombre de N° série'],
      ['HP', '12'],
      ['Total général', '16'],
    ],
    says: ['2 wrong category_missing', '3 left total'],
  },
};

/** Its bytes. */
export const oddBook = ({ rows }: OddList): Promise<Buffer> =>
  typeof rows === 'function' ? rows() : bookOf({ Feuil1: rows });
