import { letter, type Template } from './template.js';

/** What mails about the work of the bank need. No name of a person who is helped, ever. */
export interface WorkMailData {
  readonly request_answered: {
    readonly number: string;
    readonly answer: 'approved' | 'refused';
    /** Why it was refused, in words. */
    readonly reason: string | null;
    readonly page: string;
  };
  readonly delivery_announced: {
    readonly number: string;
    readonly from: string;
    readonly to: string;
    readonly devices: number;
    readonly page: string;
  };
  readonly device_waiting: { readonly devices: number; readonly place: string; readonly page: string };
  /** The paper itself goes with it; `page` is for whoever has an account. */
  readonly paper_again: { readonly paper: string; readonly number: string; readonly page: string | null };
}

const PAGE = 'Adresse de la page, qu’il faut être connecté pour lire';
const page = (of: string): string => `https://banque.example.fr/${of}`;
const devices = (n: number): string => (n > 1 ? `${n} appareils` : 'un appareil');

export const WORK_TEMPLATES: { readonly [K in keyof WorkMailData]: Template<WorkMailData[K]> } = {
  request_answered: {
    label: 'Réponse à une demande',
    when: 'À la personne qui a envoyé une demande, quand la banque l’accepte ou la refuse.',
    data: { number: 'Numéro de la demande', answer: 'Acceptée ou refusée', reason: 'Raison du refus', page: PAGE },
    sample: { number: 'DM-2026-0042', answer: 'approved', reason: null, page: page('demandes/exemple') },
    write: ({ number, answer, reason, page: at }, bank) => ({
      subject: `Votre demande ${number} est ${answer === 'approved' ? 'acceptée' : 'refusée'}`,
      text: letter(
        bank,
        answer === 'approved'
          ? `Votre demande ${number} est acceptée. Nous cherchons des appareils pour elle, et nous vous dirons quand ils partent.`
          : `Votre demande ${number} est refusée${reason ? ` : ${reason}` : ''}.`,
        'Tout est sur sa page :',
        at,
      ),
    }),
  },
  delivery_announced: {
    label: 'Lot annoncé',
    when: 'À l’organisation qui reçoit un lot, quand il part.',
    data: {
      number: 'Numéro du lot',
      from: 'Organisation qui envoie',
      to: 'Organisation qui reçoit',
      devices: 'Nombre d’appareils',
      page: PAGE,
    },
    sample: {
      number: 'L-2026-0042',
      from: 'Banque du Numérique',
      to: 'CCAS de Vanves',
      devices: 12,
      page: page('lots/exemple'),
    },
    write: ({ number, from, to, devices: n, page: at }, bank) => ({
      subject: `Un lot part pour ${to}`,
      text: letter(
        bank,
        `Le lot ${number} est parti de ${from} pour ${to}, avec ${devices(n)}.`,
        'À l’arrivée, confirmez ce que vous avez reçu, numéro par numéro :',
        at,
      ),
    }),
  },
  device_waiting: {
    label: 'Appareils à remettre',
    when: 'À l’organisation chez qui des appareils sont arrivés pour ses demandes.',
    data: { devices: 'Nombre d’appareils', place: 'Où ils sont', page: PAGE },
    sample: { devices: 2, place: 'CCAS de Vanves', page: page('remises') },
    write: ({ devices: n, place, page: at }, bank) => ({
      subject: n > 1 ? `${n} appareils attendent d’être remis` : 'Un appareil attend d’être remis',
      text: letter(
        bank,
        `${n > 1 ? `${n} appareils attendent` : 'Un appareil attend'} à ${place}. Convenez d’un rendez-vous avec chaque personne ; la liste est ici :`,
        at,
      ),
    }),
  },
  paper_again: {
    label: 'Document renvoyé',
    when: 'À qui a perdu un document et le redemande.',
    data: { paper: 'Nom du document', number: 'Numéro du document', page: PAGE },
    sample: {
      paper: 'Certificat sur les données',
      number: 'CE-2026-0042',
      page: page('documents'),
    },
    write: ({ paper, number, page: at }, bank) => ({
      subject: `${paper} ${number}`,
      text: letter(
        bank,
        `Voici à nouveau le document « ${paper} » n° ${number}, joint à ce message.`,
        at && 'Vous pouvez aussi le relire sur le site :',
        at,
      ),
    }),
  },
};
