import { dayInWords, letter, type Template } from './template.js';

/** What mails about what waits or is late need. No name of a person, ever. */
export interface NoticeMailData {
  readonly request_sent: RequestWaits;
  readonly request_waits: RequestWaits;
  readonly fault_opened: FaultWaits;
  readonly fault_of_device_out: FaultWaits & { readonly code: string; readonly state: string; readonly since: string };
  readonly fault_again: FaultWaits & { readonly state: string; readonly again: string };
  readonly fault_late: FaultWaits & { readonly state: string };
  readonly device_back: { readonly number: string; readonly devices: number; readonly page: string };
  readonly lot_late: MovedLot;
  readonly lot_unconfirmed: MovedLot & { readonly devices: number };
  readonly incident_opened: LostData;
  readonly incident_late: LostData;
  readonly agreement_late: { readonly number: string; readonly page: string };
  readonly device_locked: {
    readonly code: string;
    readonly donation: string;
    readonly locks: string;
    readonly page: string;
  };
  readonly quota_nearly_used: {
    readonly structure: string;
    readonly category: string;
    readonly used: number;
    readonly allowed: number;
    readonly page: string;
  };
  readonly sim_ending: { readonly day: string; readonly cards: number; readonly page: string };
  readonly summary: {
    /** By organisation where somebody works in several, then by kind. */
    readonly parts: readonly { readonly organisation: string; readonly groups: readonly SummaryGroup[] }[];
    readonly choices: string;
  };
}
export interface SummaryGroup {
  readonly label: string;
  /** What each mail's subject would have been, and its page. */
  readonly lines: readonly { readonly line: string; readonly page: string }[];
}
interface RequestWaits {
  readonly number: string;
  readonly structure: string;
  readonly devices: number;
  readonly page: string;
}
interface MovedLot {
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly page: string;
}
interface LostData {
  readonly number: string;
  /** « Vol : 20 appareils » */
  readonly what: string;
  readonly hours: number;
  readonly page: string;
}
interface FaultWaits {
  readonly number: string;
  readonly problem: string;
  readonly page: string;
}

const PAGE = 'Adresse de la page, qu’il faut être connecté pour lire';
const page = (of: string): string => `https://banque.example.fr/${of}`;
const devices = (n: number): string => (n > 1 ? `${n} appareils` : 'un appareil');

const REQUEST = {
  data: { number: 'Numéro de la demande', structure: 'Structure', devices: 'Nombre d’appareils demandés', page: PAGE },
  sample: { number: 'DM-2026-0042', structure: 'CCAS de Vanves', devices: 3, page: page('demandes/exemple') },
};
const FAULT = {
  data: { number: 'Numéro de la panne', problem: 'Ce qui ne va pas', page: PAGE },
  sample: { number: 'P-7KFM-3D', problem: 'Écran', page: page('pannes/exemple') },
};

const INCIDENT = {
  data: {
    number: 'Numéro de l’incident',
    what: 'Perte ou vol, et de quoi',
    hours: 'Heures pour prévenir le responsable des données',
    page: PAGE,
  },
  sample: { number: 'I-2026-0042', what: 'Vol : 2 appareils', hours: 48, page: page('incidents/exemple') },
};

const LOT = {
  data: {
    number: 'Numéro du lot',
    from: 'Organisation qui envoie',
    to: 'Organisation qui reçoit',
    page: PAGE,
  },
  sample: {
    number: 'L-2026-0042',
    from: 'Banque du Numérique',
    to: 'CCAS de Vanves',
    page: page('lots/exemple'),
  },
};

export const NOTICE_TEMPLATES: { readonly [K in keyof NoticeMailData]: Template<NoticeMailData[K]> } = {
  request_sent: {
    label: 'Demande envoyée',
    when: 'À la banque, quand une structure envoie une demande.',
    ...REQUEST,
    write: ({ number, structure, devices: n, page: at }, bank) => ({
      subject: `Demande ${number} de ${structure} : ${devices(n)}`,
      text: letter(bank, `${structure} demande ${devices(n)}. La demande ${number} attend votre réponse :`, at),
    }),
  },
  request_waits: {
    label: 'Demande sans réponse',
    when: 'À la banque, quand une demande attend sa réponse depuis une semaine.',
    ...REQUEST,
    write: ({ number, structure, devices: n, page: at }, bank) => ({
      subject: `La demande ${number} de ${structure} attend depuis une semaine`,
      text: letter(bank, `${structure} a demandé ${devices(n)} il y a une semaine, et n’a pas de réponse :`, at),
    }),
  },
  fault_opened: {
    label: 'Panne signalée',
    when: 'À la structure qui a remis l’appareil, quand une panne est signalée ; à la banque, tant que l’appareil n’est pas connu.',
    ...FAULT,
    write: ({ number, problem, page: at }, bank) => ({
      subject: `Panne ${number} : ${problem}`,
      text: letter(bank, `Une panne est signalée (${problem}). Prenez-la en charge sur sa page :`, at),
    }),
  },
  fault_of_device_out: {
    label: 'Étiquette d’un appareil sorti',
    when: 'À la banque, quand une panne est signalée sur un appareil perdu, volé, recyclé ou rendu : quelqu’un a son étiquette. Une fois par jour et par panne.',
    data: {
      ...FAULT.data,
      code: 'Code de l’appareil',
      state: 'Ce qu’est l’appareil pour la banque',
      since: 'Depuis quel jour',
    },
    sample: { ...FAULT.sample, code: 'BN-7KFM-3D', state: 'déclaré volé', since: '2026-12-03' },
    write: ({ number, code, state, since, page: at }, bank) => ({
      subject: `L’appareil ${code}, ${state}, est signalé en panne`,
      text: letter(
        bank,
        `Quelqu’un a lu l’étiquette de l’appareil ${code}, ${state} depuis le ${dayInWords(since)}, et signale une panne (${number}).`,
        'Cette personne n’en sait rien : sa réponse est la même que pour tout appareil. Ce qu’elle a écrit :',
        at,
      ),
    }),
  },
  fault_again: {
    label: 'Panne signalée de nouveau',
    when: 'À la structure, ou à la banque quand la panne n’a pas de structure, et à qui l’a en charge : quand la personne redemande, ou quand la panne est signalée de nouveau. Une fois par jour et par panne pour chacun des deux.',
    data: { ...FAULT.data, state: 'Où elle en est', again: 'Ce qui arrive de nouveau' },
    sample: { ...FAULT.sample, state: 'prise en charge', again: 'la personne redemande' },
    write: ({ number, problem, state, again, page: at }, bank) => ({
      subject: `Panne ${number} : ${again}`,
      text: letter(bank, `Panne ${number} (${problem}, ${state}) : ${again}. Ce qui est dit est sur sa page :`, at),
    }),
  },
  fault_late: {
    label: 'Panne en retard',
    when: 'À la structure et à la banque, quand une panne reste trop longtemps sans étape, ou passe la date jusqu’à laquelle elle attendait.',
    data: { ...FAULT.data, state: 'Où elle en est' },
    sample: { ...FAULT.sample, state: 'prise en charge' },
    write: ({ number, problem, state, page: at }, bank) => ({
      subject: `La panne ${number} est en retard`,
      text: letter(bank, `Cette panne (${problem}, ${state}) n’avance plus, ou sa date est passée :`, at),
    }),
  },
  incident_opened: {
    label: 'Perte ou vol de données',
    when: 'À la banque et à qui avait l’appareil ou le support, dès qu’une perte ou un vol est déclaré et que des données peuvent y être encore.',
    ...INCIDENT,
    write: ({ number, what, hours, page: at }, bank) => ({
      subject: `Incident ${number}. ${what}`,
      text: letter(
        bank,
        `${what}. Des données peuvent y être encore : rien ne dit qu’elles n’y sont plus.`,
        `La banque doit prévenir leur responsable dans les meilleurs délais, au plus tard dans les ${hours} heures. Ce qui manque, et à qui sont les données :`,
        at,
      ),
    }),
  },
  incident_late: {
    label: 'Perte ou vol à signaler',
    when: 'À la banque et à qui avait l’appareil ou le support, quand la moitié du délai de la convention est passée et que le responsable des données n’est pas prévenu.',
    ...INCIDENT,
    write: ({ number, what, hours, page: at }, bank) => ({
      subject: `Incident ${number} : le responsable des données n’est pas prévenu`,
      text: letter(
        bank,
        `${what}. La moitié du délai de ${hours} heures est passée, et le responsable des données n’est pas prévenu. Faites-le maintenant :`,
        at,
      ),
    }),
  },
  device_back: {
    label: 'Appareil réparé revenu',
    when: 'À la structure, quand un appareil parti en réparation lui revient.',
    data: { number: 'Numéro du lot', devices: 'Nombre d’appareils', page: PAGE },
    sample: { number: 'L-2026-0042', devices: 1, page: page('pannes') },
    write: ({ number, devices: n, page: at }, bank) => ({
      subject: n > 1 ? `${n} appareils réparés sont revenus` : 'Un appareil réparé est revenu',
      text: letter(
        bank,
        `Le lot ${number} a rapporté ${devices(n)}. ${n > 1 ? 'Chaque personne attend' : 'La personne attend'} le sien :`,
        at,
      ),
    }),
  },
  lot_late: {
    label: 'Lot en retard',
    when: 'À qui envoie et à qui reçoit, quand un lot parti n’est pas confirmé depuis une semaine.',
    ...LOT,
    write: ({ number, from, to, page: at }, bank) => ({
      subject: `Le lot ${number} est en retard`,
      text: letter(
        bank,
        `Le lot ${number} est parti de ${from} pour ${to} il y a une semaine, et son arrivée n’est pas confirmée.`,
        'Où est-il ? Confirmez ce qui est arrivé, ou demandez à l’autre organisation :',
        at,
      ),
    }),
  },
  lot_unconfirmed: {
    label: 'Lot reçu sans tout confirmer',
    when: 'À qui envoie et à qui reçoit, quand une réception est terminée et que des appareils du lot n’y sont pas confirmés.',
    data: { ...LOT.data, devices: 'Nombre d’appareils non confirmés' },
    sample: { ...LOT.sample, devices: 2 },
    write: ({ number, from, to, devices: n, page: at }, bank) => ({
      subject: `Lot ${number} : ${devices(n)} ${n > 1 ? 'ne sont pas confirmés' : 'n’est pas confirmé'}`,
      text: letter(
        bank,
        `La réception du lot ${number}, de ${from} pour ${to}, est terminée, et il y manque ${devices(n)}.`,
        'Cherchez ensemble : celui qui arrive plus tard se confirme encore, celui qui n’est jamais parti se reprend :',
        at,
      ),
    }),
  },
  device_locked: {
    label: 'Appareil verrouillé',
    when: 'À qui suit le don, quand un verrou est trouvé sur un appareil. Le donateur qui a une adresse reçoit sa propre lettre.',
    data: { code: 'Code de l’appareil', donation: 'Numéro du don', locks: 'Les verrous', page: PAGE },
    sample: {
      code: 'BN-7KFM-3D',
      donation: 'D-2026-0042',
      locks: 'mot de passe BIOS',
      page: page('appareils/exemple'),
    },
    write: ({ code, donation, locks, page: at }, bank) => ({
      subject: `L’appareil ${code} est verrouillé`,
      text: letter(
        bank,
        `Un verrou est trouvé sur l’appareil ${code} du don ${donation} (${locks}) : il attend son donateur. Sans adresse mail, le donateur doit être appelé :`,
        at,
      ),
    }),
  },
  quota_nearly_used: {
    label: 'Quota presque épuisé',
    when: 'À la structure et à la banque, quand la part prise d’un quota atteint le seuil des règles : une fois pour chaque quota.',
    data: {
      structure: 'Structure',
      category: 'Type d’appareil',
      used: 'Places prises',
      allowed: 'Nombre du quota',
      page: PAGE,
    },
    sample: {
      structure: 'CCAS de Vanves',
      category: 'Ordinateur portable',
      used: 8,
      allowed: 10,
      page: page('quotas'),
    },
    write: ({ structure, category, used, allowed, page: at }, bank) => ({
      subject: `Quota de ${structure}, ${category.toLowerCase()} : ${used} sur ${allowed}`,
      text: letter(
        bank,
        used < allowed
          ? `Le quota de ${structure} est presque épuisé (${category.toLowerCase()}) : ${used} places prises sur ${allowed}.`
          : `Le quota de ${structure} est épuisé (${category.toLowerCase()}) : ${used} places prises sur ${allowed}.`,
        'Les demandes suivantes attendront un quota plus grand, ou la période suivante :',
        at,
      ),
    }),
  },
  sim_ending: {
    label: 'Fin du crédit d’une carte SIM',
    when: 'À la structure, le nombre de jours des règles avant la fin du crédit de cartes remises : une fois pour chaque fin.',
    data: { day: 'Dernier jour du crédit', cards: 'Nombre de cartes', page: PAGE },
    sample: { day: '2027-03-31', cards: 3, page: page('sim?statut=handed_out&tri=credit') },
    write: ({ day, cards, page: at }, bank) => ({
      subject: `${cards > 1 ? `${cards} cartes SIM` : 'Une carte SIM'} : le crédit se termine le ${dayInWords(day)}`,
      text: letter(
        bank,
        `Le crédit ${cards > 1 ? `de ${cards} cartes SIM remises` : 'd’une carte SIM remise'} par votre structure se termine le ${dayInWords(day)}.`,
        'Prévenez qui l’a : la ligne s’arrêtera. Si elle est rechargée, écrivez jusqu’à quand ; si elle ne sert plus, terminez-la :',
        at,
      ),
    }),
  },
  agreement_late: {
    label: 'Convention non revenue',
    when: 'À qui suit le don, quand la convention n’est pas revenue signée depuis deux semaines.',
    data: { number: 'Numéro du don', page: PAGE },
    sample: { number: 'D-2026-0042', page: page('dons/exemple') },
    write: ({ number, page: at }, bank) => ({
      subject: `La convention du don ${number} n’est pas revenue signée`,
      text: letter(bank, `La convention du don ${number} est faite depuis deux semaines. Relancez le donateur :`, at),
    }),
  },
  summary: {
    label: 'Résumé du jour',
    when: 'Chaque jour à l’heure de la banque, à qui a choisi de recevoir certains messages dans un résumé.',
    // The next one has its lines, as far as they are still true.
    usefulHours: 24,
    data: {
      parts: 'Ce qui s’est passé, par organisation et par type de message, une ligne chacun, avec sa page',
      choices: 'Adresse de la page des choix',
    },
    sample: {
      parts: [
        {
          organisation: 'CCAS de Vanves',
          groups: [
            {
              label: 'Panne en retard',
              lines: [{ line: 'La panne P-7KFM-3D attend depuis une semaine', page: page('pannes/exemple') }],
            },
            {
              label: 'Lot en retard',
              lines: [{ line: 'Le lot L-2026-0042 est en retard', page: page('lots/exemple') }],
            },
          ],
        },
      ],
      choices: page('compte/messages'),
    },
    write: ({ parts, choices }, bank) => {
      const n = parts.flatMap(({ groups }) => groups.flatMap(({ lines }) => lines)).length;
      return {
        subject: `${bank.name} : ${n > 1 ? `${n} nouvelles` : 'une nouvelle'} depuis hier`,
        text: letter(
          bank,
          ...parts.flatMap(({ organisation, groups }) => [
            parts.length > 1 && organisation.toUpperCase(),
            ...groups.flatMap(({ label, lines }) => [
              `${label} :`,
              ...lines.map(({ line, page: at }) => `${line}\n${at}`),
            ]),
          ]),
          'Pour recevoir autrement ces messages, ou ne plus les recevoir :',
          choices,
        ),
      };
    },
  },
};
