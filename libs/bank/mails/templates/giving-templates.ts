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
};
