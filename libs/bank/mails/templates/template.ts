import { joined } from '#platform/kernel';
export interface Sender {
  readonly name: string;
  readonly helpline: string | null;
}

export interface Words {
  readonly subject: string;
  /** Plain text, in paragraphs. */
  readonly text: string;
}

/** One kind of mail: to whom, with which data, in which words. */
export interface Template<Data> {
  /** What the page of templates calls it. */
  readonly label: string;
  readonly when: string;
  /** For how many hours it is of use, such as its link is good for; left out: for as long as it is tried. */
  readonly usefulHours?: number;
  readonly data: Readonly<Record<keyof Data, string>>;
  /** Invented data, to show it with. */
  readonly sample: Data;
  readonly write: (data: Data, bank: Sender) => Words;
}

/** Stands in the words of a mail that waits, where its link will be: the link itself waits sealed, and is forgotten with the words. */
export const LINK = '{{lien}}';

/** A letter's paragraphs, begun and signed. */
export const letter = (bank: Sender, ...paragraphs: readonly (string | null | false)[]): string =>
  [
    'Bonjour,',
    ...paragraphs.filter((one): one is string => Boolean(one)),
    joined('\n', bank.name, bank.helpline ? `Une question ? ${bank.helpline}` : ''),
    '',
  ].join('\n\n');

/** « 31 mars 2027 ». @param day `2027-03-31` */
export const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
