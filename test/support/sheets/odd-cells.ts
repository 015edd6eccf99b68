import type { OddList } from './odd-lists.js';
import { bookParts, zipped } from './workbook.js';

const T = ['Type', 'Marque', 'Modèle', 'N° de série', 'État'];
const text = (t: string): string => `<c t="inlineStr"><is><t>${t}</t></is></c>`;
const FORMATS = ['General', 'dd/mm/yyyy', '0000000', '&quot;INV-&quot;00000', '0000-0000'];
const styles = `<numFmts>${FORMATS.map((code, i) => `<numFmt numFmtId="${170 + i}" formatCode="${code}"/>`).join('')}</numFmts><cellXfs>${FORMATS.map((_, i) => `<xf numFmtId="${170 + i}"/>`).join('')}</cellXfs>`;

/** Lists whose cells are odd. */
export const ODD_CELLS: Readonly<Record<string, OddList>> = {
  'remarks that say what the state does not': {
    rows: [
      [...T, 'Observations'],
      ['UC', 'HP', '', 'SER21X', 'bon', 'écran cassé'],
      ['UC', 'HP', '', 'SER22X', 'bon', 'batterie HS'],
      ['UC', 'HP', '', 'SER23X', 'bon', 'avec sacoche'],
    ],
    says: ['2 desktop HP SER21X unknown (condition_unknown)', '3 desktop HP SER22X works', '4 desktop HP SER23X works'],
  },
  'a remark of one word, a footer with a number, a printer named like a screen': {
    rows: [
      ['Type', 'Marque', 'Modèle', 'N° de série', 'État', 'Observations'],
      ['UC', 'HP', '', 'SER26X', 'bon', 'Pièce'],
      ['', 'HP', 'P2055d', 'SER27X', 'bon', ''],
      ['Signature Wacom STU-430', '', '', '7JZ00123', '', ''],
    ],
    says: ['2 desktop HP SER26X works', '3 printer HP SER27X works', '4 other 7JZ00123 unknown (category_unsure)'],
  },
  'titles of pages and of sections with their count': {
    rows: [
      T.slice(1),
      ['ÉCRANS (2)'],
      ['HP', 'E1', 'SER24X', 'bon'],
      ['Inventaire page 2/3'],
      ['Le directeur', '', 'Signature'],
    ],
    says: ['2 left section', '3 monitor HP SER24X works', '4 left footer', '5 left footer'],
  },
  'a maker in what a thing is': {
    rows: [
      ['Libellé', 'Réf', 'Qté'],
      ['PC portable HP ProBook 450', '2RS20EA', '3'],
      ['Écran 24 pouces', 'P2419H', '1'],
    ],
    says: ['2 laptop HP unknown x3', '3 monitor unknown'],
  },
  'counts under places, and under states': {
    rows: [
      ['Type', 'Marque', 'Mairie', 'École'],
      ['PC portable', 'HP', '3', '2'],
      ['Écran', 'Dell', '', '5'],
    ],
    says: ['2 wrong quantity_unknown', '3 wrong quantity_unknown'],
  },
  'no titles, and a state that reads like one': {
    rows: [
      ['UC', 'Dell', '3050', 'SER194X', 'OK'],
      ['Écran', 'HP', 'E222', 'SER195X', 'HS'],
    ],
    says: ['1 wrong category_missing', '2 wrong category_missing'],
  },
  'counts under states, of which one is empty': {
    rows: [
      ['Type', 'OK', 'HS'],
      ['UC', '3', '2'],
      ['Écran', '', '5'],
    ],
    says: ['2 wrong condition_unknown quantity_unknown', '3 monitor unknown x5'],
  },
  'two columns of states': {
    rows: [
      ['Type', 'État', 'N° série', 'État'],
      ['PC portable', 'bon', 'SER190X', 'HS'],
      ['PC portable', 'bon', 'SER191X', 'OK'],
      ['PC portable', '', 'SER192X', 'HS'],
      ['PC portable', 'bon', 'SER‑193X', ''],
    ],
    says: [
      '2 laptop SER190X unknown (condition_unknown)',
      '3 laptop SER191X works',
      '4 laptop SER192X faulty',
      '5 laptop SER-193X works',
    ],
  },
  'codes for kinds': {
    rows: [
      ['Type', 'Marque', 'N° série'],
      ['1', 'HP', 'SER17X'],
      ['A', 'HP', 'SER18X'],
      ['PC1', 'HP', 'SER19X'],
    ],
    says: ['2 wrong category_unknown', '3 wrong category_unknown', '4 wrong category_unknown'],
  },
  'the same as above, where nothing stands there': {
    rows: [
      ['Type', 'Marque', 'Modèle', 'N° de série', 'OK/HS'],
      ['"', '"', '"', 'SER170X', '"'],
      ['UC', 'HP', 'ProDesk', 'SER171X', 'OK'],
      ['"', '"', 'idem', 'SER172X', '- id. -'],
      ['idem', '//', '//', 'SER173X', 'HS'],
      ['BUREAU 12'],
      ['idem', 'idem', 'idem', 'SER174X', 'OK'],
      ['UC', 'idem', 'idem', 'SER175X', 'OK'],
    ],
    says: [
      '2 wrong category_unknown condition_unknown',
      '3 desktop HP SER171X works',
      '4 desktop HP SER172X works',
      '5 desktop HP SER173X faulty',
      '6 left section',
      '7 wrong category_unknown',
      '8 desktop SER175X works',
    ],
  },
  'so many, and nothing else': {
    rows: [
      ['N° inventaire', 'Type', 'Marque', 'État', 'N° de série'],
      ['', '12 PC portables', '', '', ''],
      ['', 'PORTABLES', '', '', ''],
      ['A-2', '12 PC portables', '', '', ''],
    ],
    says: ['2 laptop unknown x12 (serial_missing)', '3 left section', '4 wrong serial_missing quantity_and_number'],
  },
  'rows of one cell': {
    rows: [
      T,
      ['', 'HP', '', '', ''],
      ['', '', '', '', 'bon'],
      ['', '', 'ProBook 450', '', ''],
      ['', '', '', 'SER20X', ''],
    ],
    says: ['2 left section', '3 left section', '4 laptop unknown (serial_missing)', '5 wrong category_missing'],
  },
  'all in one column': {
    rows: [
      ['Matériel', 'N° de série', 'État'],
      ['PC portable HP ProBook 450 G3', 'SER21X', 'bon'],
      ['Ecran Dell 22"', 'SER22X', 'HS'],
      ['Dell OptiPlex 3040 + écran', 'SER23X', 'ok'],
      ['Carton de câbles', '', ''],
    ],
    says: [
      '2 laptop HP SER21X works',
      '3 monitor Dell SER22X faulty',
      '4 desktop Dell SER23X works (category_unsure)',
      '5 left section',
    ],
  },
  'what became of them': {
    rows: [
      ['Type', 'N° série', 'État'],
      ...['donné à Emmaüs', 'déjà enlevé', 'volé en 2021', 'conservé', 'peu fonctionnel'].map((state, i) => [
        'UC',
        `SER3${i}X`,
        state,
      ]),
    ],
    says: [
      '2 wrong given_unsure',
      '3 wrong given_unsure',
      '4 wrong given_unsure',
      '5 wrong given_unsure',
      '6 desktop SER34X unknown (condition_unknown)',
    ],
  },
  'a spreadsheet that made something else of numbers': {
    rows: [
      ['Type', 'N° série', "N° d'inventaire"],
      ['UC', '03/12/2021', '3-déc'],
      ['UC', 'VRAI', '12'],
      ['UC', '1,23457E+12', '13'],
      ['UC', '#REF!', '14'],
      ['UC', '353912100123456000', '15'],
    ],
    says: [
      '2 wrong serial_rounded asset_number_rounded',
      '3 wrong serial_rounded',
      '4 wrong serial_rounded',
      '5 wrong cell_error',
      '6 wrong serial_rounded',
    ],
  },
  'formats of numbers': {
    rows: () =>
      zipped(
        bookParts(
          [
            {
              name: 'F',
              rows: `<row r="1">${text('Type')}${text('N° de série')}${text('N° inventaire')}</row>${[1, 2, 3, 4]
                .map((s) => `<row r="${s + 1}">${text('UC')}${text(`SER4${s}X`)}<c s="${s}"><v>1234${s}</v></c></row>`)
                .join('')}`,
            },
          ],
          { styles },
        ),
      ),
    says: [
      '2 wrong asset_number_rounded',
      '3 desktop SER42X unknown 0012342',
      '4 desktop SER43X unknown INV-12343',
      '5 desktop SER44X unknown 0001-2344',
    ],
  },
  'a list in capitals, without accents': {
    rows: [
      ['TYPE', 'MARQUE', 'NO SERIE', 'ETAT'],
      ['ORDINATEUR PORTABLE', 'HEWLETT PACKARD', 'SER51X', 'NE DEMARRE PAS'],
      ['ECRAN', 'DELL', 'SER52X', 'A REFORMER'],
      ['UC', 'FUJITSU SIEMENS', 'SER53X', 'OK SAUF BATTERIE'],
    ],
    says: [
      '2 laptop HP SER51X faulty',
      '3 monitor Dell SER52X unknown (condition_unknown)',
      '4 desktop Fujitsu SER53X worn',
    ],
  },
  'lots and pairs': {
    rows: [
      ['Type', 'Marque', 'État'],
      ['lot de 3 portables', 'HP', 'bon'],
      ['PC fixe + écran 24"', 'Dell', ''],
      ['des écrans', '', ''],
      ['2 UC', '', 'HS'],
      ['classe mobile', '', ''],
      ['', '', 'bon'],
      ['PC portables : 12', 'HP', 'bon'],
      ['écran ×2', 'Dell', ''],
      ['UC (lot de 5)', '', ''],
    ],
    says: [
      '2 laptop HP works x3',
      '3 desktop Dell unknown (category_unsure)',
      '4 monitor unknown (category_unsure)',
      '5 desktop faulty x2',
      '6 laptop unknown (category_unsure)',
      '7 left section',
      '8 laptop HP works x12',
      '9 monitor Dell unknown x2',
      '10 desktop unknown x5',
    ],
  },
};
