import { letter, type Template } from './template.js';

export interface GivingMailData {
  readonly lock: {
    readonly donation: string;
    readonly reminder: boolean;
    readonly devices: readonly string[];
    /** How each lock is taken off. */
    readonly ways: readonly string[];
    readonly until: string;
  };
  readonly donor_link: { readonly link: string };
  readonly incident_notice: {
    readonly number: string;
    readonly stolen: boolean;
    /** A private person answers for no processing (GDPR, art. 2.2.c): what was on their machine is their own. */
    readonly household: boolean;
    readonly things: readonly string[];
    readonly where: string;
    readonly at: string;
    readonly known: string;
    readonly hours: number;
    /** The dated rules' sources: why the bank writes, and why the controller decides. */
    readonly law: { readonly processor: string; readonly controller: string };
  };
}

export const GIVING_TEMPLATES: { readonly [K in keyof GivingMailData]: Template<GivingMailData[K]> } = {
  lock: {
    label: 'Appareils verrouillés',
    when: 'Au donateur d’appareils restés verrouillés, une fois qu’ils sont enregistrés, puis en rappel.',
    data: {
      donation: 'Numéro du don',
      reminder: 'Est-ce un rappel ?',
      devices: 'Les appareils, avec leur numéro de série',
      ways: 'Comment retirer chaque verrou',
      until: 'Jusqu’à quand',
    },
    sample: {
      donation: 'D-2026-0042',
      reminder: false,
      devices: ['Ordinateur portable Dell Latitude 5490, numéro de série PF3DEMO1 : mot de passe du BIOS'],
      ways: ['Mot de passe du BIOS : retirez-le dans les réglages de démarrage, ou donnez-le-nous'],
      until: '1er mars 2027',
    },
    write: ({ donation, reminder, devices, ways, until }, bank) => {
      const several = devices.length > 1;
      const text = [
        'Bonjour,',
        '',
        `Merci pour votre don ${donation}. ${several ? `${devices.length} appareils sont restés verrouillés` : 'Un appareil est resté verrouillé'} et ne ${several ? 'peuvent' : 'peut'} pas resservir tant que vous ne ${several ? 'les ' : 'l’'}avez pas libéré${several ? 's' : ''} :`,
        '',
        ...devices.map((one) => `- ${one}`),
        '',
        'Comment faire :',
        ...ways.map((one) => `- ${one}`),
        '',
        `Faites-le avant le ${until}, puis dites-le-nous. Passé ce jour, ${several ? 'ils seront démontés pour leurs pièces ou recyclés' : 'il sera démonté pour ses pièces ou recyclé'}.`,
        ...(bank.helpline ? ['', `Une question ? Appelez-nous au ${bank.helpline}.`] : []),
        '',
        bank.name,
      ];
      return {
        subject: `${reminder ? 'Rappel : votre' : 'Votre'} don ${donation} : ${several ? 'des appareils sont restés verrouillés' : 'un appareil est resté verrouillé'}`,
        text: text.join('\n'),
      };
    },
  },
  donor_link: {
    label: 'Page privée d’un donateur',
    when: 'Au donateur à qui la banque donne l’adresse de sa page.',
    data: { link: 'Adresse privée de sa page, oubliée dès que le message est parti' },
    sample: { link: 'https://banque.example.fr/mon-don/exemple' },
    write: ({ link }, bank) => ({
      subject: 'Ce que sont devenus vos appareils',
      text: letter(
        bank,
        'Vous nous avez donné du matériel numérique. Cette page dit ce qu’il est devenu, et donne un certificat par appareil :',
        link,
        'Elle est privée : ne donnez son adresse qu’à ceux qui doivent savoir. Elle ne dit pas qui a reçu un appareil.',
        'Merci.',
      ),
    }),
  },
  incident_notice: {
    label: 'Perte ou vol, au responsable des données',
    when: 'Au responsable des données d’un appareil ou d’un support perdu ou volé, quand une personne de la banque l’envoie.',
    data: {
      number: 'Numéro de l’incident',
      stolen: 'Est-ce un vol ?',
      household: 'Est-ce un particulier ?',
      things: 'Les appareils et supports',
      where: 'Qui les avait, et où',
      at: 'Quand la perte ou le vol a été constaté',
      known: 'Quand la banque l’a su',
      hours: 'Heures du responsable pour notifier',
      law: 'Les textes des règles datées : pourquoi la banque écrit, pourquoi le responsable décide',
    },
    sample: {
      number: 'I-2026-0042',
      stolen: true,
      household: false,
      things: ['Ordinateur portable Dell Latitude 5490, BN-7KFM-3D : disque WD5000, numéro de série WX-EXEMPLE'],
      where: 'Atelier de Clamart, Établi 2',
      at: '3 décembre 2026, 09:30',
      known: '3 décembre 2026, 09:40',
      hours: 72,
      law: { processor: 'texte de la règle datée', controller: 'texte de la règle datée' },
    },
    write: ({ number, stolen, household, things, where, at, known, hours, law }, bank) => ({
      subject: `${stolen ? 'Vol' : 'Perte'} de matériel qui peut contenir vos données, incident ${number}`,
      text: letter(
        bank,
        `${stolen ? 'Un vol' : 'Une perte'} nous oblige à vous écrire. Ce matériel peut encore contenir ${household ? 'vos données' : 'des données dont vous êtes responsable'} :`,
        things.map((one) => `- ${one}`).join('\n'),
        `Où il était : ${where}. Constaté : ${at}. Nous l’avons su : ${known}.`,
        ...(household
          ? [
              'Nous ne lisons pas les données. Si vos mots de passe ou vos comptes étaient sur cet appareil, changez-les, et prévenez votre banque si vous y aviez ses codes.',
              `Si vous y aviez les données d’autres personnes pour votre métier ou votre association, c’est à vous de décider d’une notification à la CNIL, dans les ${hours} heures après avoir lu ceci (${law.controller}).`,
              'Répondez-nous que vous nous avez lus. Pour savoir si le matériel est retrouvé, demandez-nous la fiche des faits de cet incident.',
            ]
          : [
              'Nous ne lisons pas les données : leur nature, les personnes concernées et leur nombre, et les suites probables, vous seul les connaissez.',
              `Nous vous prévenons comme sous-traitant (${law.processor}). À vous de décider d’une notification à la CNIL, dans les ${hours} heures après avoir lu ceci (${law.controller}), et d’une information aux personnes.`,
              'Répondez-nous ce que vous décidez : nous l’enregistrons, et nous vous aidons. Pour savoir si le matériel est retrouvé, demandez-nous la fiche des faits de cet incident.',
            ]),
      ),
    }),
  },
};
