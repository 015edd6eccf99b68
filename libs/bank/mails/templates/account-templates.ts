import { LINK_HOURS } from '#bank/people';
import { letter, type Template } from './template.js';

export interface AccountMailData {
  readonly invitation: {
    readonly name: string;
    readonly organisation: string;
    readonly link: string;
    readonly days: number;
  };
  readonly joining: {
    readonly name: string;
    readonly organisation: string;
    readonly link: string;
    readonly days: number;
  };
  readonly password_link: { readonly name: string; readonly link: string; readonly hours: number };
  readonly sign_in_link: { readonly name: string; readonly link: string; readonly minutes: number };
  readonly new_address: { readonly name: string; readonly link: string };
  readonly address_changed: { readonly name: string };
  readonly account_closing: {
    readonly name: string;
    readonly opened: boolean;
    readonly until: string;
    readonly page: string;
  };
  readonly member_closing: {
    readonly name: string;
    readonly opened: boolean;
    readonly organisation: string;
    readonly until: string;
  };
  readonly manager_unused: {
    /** Null: the installation. */
    readonly organisation: string | null;
    readonly number: number | null;
    /** The last day of an account that nobody else works with; null: it stays open. */
    readonly until: string | null;
  };
  readonly key_ending: {
    readonly key: string;
    readonly organisation: string;
    readonly until: string;
    readonly page: string;
  };
  readonly webhook_off: {
    readonly organisation: string;
    readonly program: string;
    /** It answered that it is no more; false: it refused for three days. */
    readonly gone: boolean;
    readonly page: string;
  };
  readonly trial: { readonly name: string };
  readonly factor_changed: { readonly name: string };
  readonly access_reset: {
    readonly name: string;
    readonly lost: 'second_factor' | 'password';
    /** The link was given; false: asked, and not confirmed yet. */
    readonly given: boolean;
  };
  readonly provider_changed: { readonly name: string; readonly provider: string };
}

const NAME = 'Nom de la personne';
const LINK_DATUM = 'Lien à usage unique, oublié dès que le message est parti';
const LINK_SAMPLE = 'https://banque.example.fr/mot-de-passe/exemple';

export const ACCOUNT_TEMPLATES: { readonly [K in keyof AccountMailData]: Template<AccountMailData[K]> } = {
  invitation: {
    label: 'Invitation',
    when: 'À une personne qu’une organisation invite et qui n’a pas encore de mot de passe.',
    usefulHours: LINK_HOURS.invitation,
    data: { name: NAME, organisation: 'Organisation qui invite', link: LINK_DATUM, days: 'Jours de validité du lien' },
    sample: { name: 'Zoé Petit', organisation: 'CCAS de Vanves', link: LINK_SAMPLE, days: 3 },
    write: ({ name, organisation, link, days }, bank) => ({
      subject: `${bank.name} : votre accès`,
      text: letter(
        bank,
        `${organisation} vous invite, ${name}, sur notre site.`,
        'Choisissez votre mot de passe à cette adresse :',
        link,
        `Elle sert une fois, pendant ${days} jours. Après, demandez une nouvelle invitation.`,
        'Vous n’attendiez pas ce message ? Ne faites rien : sans mot de passe, personne n’entre.',
      ),
    }),
  },
  joining: {
    label: 'Invitation de qui a déjà un compte',
    when: 'À une personne qui a déjà un compte et qu’une autre organisation invite : elle accepte, ou ne fait rien.',
    usefulHours: LINK_HOURS.joining,
    data: { name: NAME, organisation: 'Organisation qui invite', link: LINK_DATUM, days: 'Jours de validité du lien' },
    sample: { name: 'Zoé Petit', organisation: 'CCAS de Vanves', link: LINK_SAMPLE, days: 3 },
    write: ({ name, organisation, link, days }, bank) => ({
      subject: `${organisation} vous invite`,
      text: letter(
        bank,
        `${organisation} vous invite, ${name}, sur notre site, où cette adresse a déjà un compte. Pour accepter, ouvrez cette adresse et écrivez le mot de passe de votre compte :`,
        link,
        `Elle sert une fois, pendant ${days} jours. Vous n’avez plus ce mot de passe, ou ne l’avez jamais choisi ? Demandez-en un nouveau avec « Mot de passe oublié ? », puis revenez ici.`,
        'Vous ne travaillez pas pour cette organisation ? Ne faites rien.',
      ),
    }),
  },
  password_link: {
    label: 'Nouveau mot de passe',
    when: 'À qui a demandé un nouveau mot de passe, ou à qui la personne responsable de son organisation envoie un lien.',
    usefulHours: LINK_HOURS.reset,
    data: { name: NAME, link: LINK_DATUM, hours: 'Heures de validité du lien' },
    sample: { name: 'Zoé Petit', link: LINK_SAMPLE, hours: 1 },
    write: ({ name, link, hours }, bank) => ({
      subject: 'Choisir un nouveau mot de passe',
      text: letter(
        bank,
        `${name}, voici le lien pour choisir un nouveau mot de passe :`,
        link,
        `Il sert une fois, pendant ${hours > 1 ? `${hours} heures` : 'une heure'}.`,
        'Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.',
      ),
    }),
  },
  sign_in_link: {
    label: 'Lien de connexion',
    when: 'À qui a demandé, sur la page de connexion, à entrer sans mot de passe.',
    usefulHours: LINK_HOURS.sign_in,
    data: { name: NAME, link: LINK_DATUM, minutes: 'Minutes de validité du lien' },
    sample: { name: 'Zoé Petit', link: 'https://banque.example.fr/connexion/lien/exemple', minutes: 15 },
    write: ({ name, link, minutes }, bank) => ({
      subject: 'Votre lien de connexion',
      text: letter(
        bank,
        `${name}, voici le lien pour vous connecter sans mot de passe :`,
        link,
        `Il sert une fois, pendant ${minutes} minutes. Ne le transmettez à personne : il ouvre votre compte.`,
        'Vous n’avez rien demandé ? Ne faites rien : personne n’entre sans ouvrir ce message.',
      ),
    }),
  },
  new_address: {
    label: 'Confirmer une adresse mail',
    when: 'À la nouvelle adresse que quelqu’un veut donner à son compte.',
    usefulHours: LINK_HOURS.email,
    data: { name: NAME, link: LINK_DATUM },
    sample: { name: 'Zoé Petit', link: 'https://banque.example.fr/compte/adresse/exemple' },
    write: ({ name, link }, bank) => ({
      subject: 'Confirmer votre adresse mail',
      text: letter(
        bank,
        `${name} veut se connecter à notre site avec cette adresse. Si c’est vous, confirmez-le ici :`,
        link,
        'Le lien sert une fois, pendant un jour. Sinon, ne faites rien.',
      ),
    }),
  },
  address_changed: {
    label: 'Adresse mail changée',
    when: 'À l’ancienne adresse d’un compte, quand une nouvelle l’a remplacée.',
    data: { name: NAME },
    sample: { name: 'Zoé Petit' },
    write: ({ name }, bank) => ({
      subject: 'Votre adresse mail a changé',
      text: letter(
        bank,
        `${name}, votre compte sur notre site a une autre adresse mail. Celle-ci ne sert plus à se connecter.`,
        'Ce n’est pas vous ? Prévenez tout de suite la personne responsable de votre organisation.',
      ),
    }),
  },
  account_closing: {
    label: 'Compte qui va fermer, à la personne',
    when: 'À qui ne s’est pas connecté depuis longtemps, ou n’est jamais venu : un mois avant que le compte ferme de lui-même.',
    data: { name: NAME, opened: 'Si la personne est déjà venue', until: 'Dernier jour', page: 'Adresse du site' },
    sample: { name: 'Zoé Petit', opened: true, until: '25 novembre 2026', page: 'https://banque.example.fr/connexion' },
    write: ({ name, opened, until, page }, bank) => ({
      subject: 'Votre compte va fermer',
      text: letter(
        bank,
        opened
          ? `${name}, vous ne vous êtes pas connecté depuis longtemps à notre site. Votre compte ferme après le ${until}.`
          : `${name}, vous avez été invité sur notre site et n’y êtes jamais venu. Votre compte ferme après le ${until}.`,
        opened
          ? 'Vous en avez besoin ? Connectez-vous avant ce jour :'
          : 'Vous voulez venir ? Demandez un lien ici, avec « Mot de passe oublié ? » :',
        page,
        'Sinon, ne faites rien. La personne responsable de votre organisation peut vous inviter de nouveau plus tard.',
      ),
    }),
  },
  member_closing: {
    label: 'Compte qui va fermer, à qui gère l’organisation',
    when: 'À qui gère l’organisation d’une personne dont le compte va fermer, un mois avant.',
    data: { name: NAME, opened: 'Si la personne est déjà venue', organisation: 'Organisation', until: 'Dernier jour' },
    sample: { name: 'Zoé Petit', opened: true, organisation: 'CCAS de Vanves', until: '25 novembre 2026' },
    write: ({ name, opened, organisation, until }, bank) => ({
      subject: `${organisation} : un compte va fermer`,
      text: letter(
        bank,
        opened
          ? `${name} ne s’est pas connecté depuis longtemps pour ${organisation}.`
          : `${name}, invité par ${organisation}, n’est jamais venu.`,
        `Son compte ferme après le ${until}, sauf s’il sert avant. Vous n’avez rien à faire.`,
        'Plus tard, vous pourrez l’inviter de nouveau.',
      ),
    }),
  },
  manager_unused: {
    label: 'Seul responsable, et absent',
    when: 'À l’administration de la banque, quand le compte de la seule personne qui gère une organisation ne sert plus : il reste ouvert tant que d’autres y travaillent.',
    data: {
      organisation: 'Organisation',
      number: 'Numéro d’opérateur de la personne',
      until: 'Dernier jour, si le compte ferme',
    },
    sample: { organisation: 'CCAS de Vanves', number: 1042, until: null },
    write: ({ organisation, number, until }, bank) => ({
      subject: organisation
        ? `${organisation} : plus personne ne gère`
        : 'L’installation : plus personne ne se connecte',
      text: letter(
        bank,
        organisation
          ? `La seule personne qui gère ${organisation} (opérateur n° ${number}) ne s’est pas connectée depuis longtemps.`
          : 'La seule personne qui administre l’installation ne s’est pas connectée depuis longtemps.',
        until
          ? `Personne d’autre n’y travaille : son compte ferme après le ${until}. Vous pourrez l’inviter de nouveau, elle ou quelqu’un d’autre.`
          : 'Son compte reste ouvert. Demandez qui la remplace, et donnez ce rôle à quelqu’un : le sien fermera ensuite de lui-même.',
      ),
    }),
  },
  key_ending: {
    label: 'Clé d’accès qui va finir',
    when: 'À qui a fait la clé d’un logiciel, ou à qui gère l’organisation dont c’est la clé : un mois avant sa fin.',
    data: {
      key: 'Nom de la clé',
      organisation: 'Organisation',
      until: 'Dernier jour',
      page: 'Adresse de la page des clés',
    },
    sample: {
      key: 'tableur de suivi',
      organisation: 'CCAS de Vanves',
      until: '25 novembre 2026',
      page: 'https://banque.example.fr/gestion/cles',
    },
    write: ({ key, organisation, until, page }, bank) => ({
      subject: `${organisation} : une clé d’accès va finir`,
      text: letter(
        bank,
        `La clé d’accès « ${key} » finit le ${until}. Le logiciel qui s’en sert ne lira et n’écrira plus rien.`,
        'Faites une autre clé, donnez-la au logiciel, puis coupez l’accès de celle-ci :',
        page,
        'Le logiciel ne sert plus ? Ne faites rien.',
      ),
    }),
  },
  webhook_off: {
    label: 'Logiciel qui n’est plus prévenu',
    when: 'À qui gère l’organisation : quand le site cesse de prévenir un de ses logiciels, qui n’existe plus ou ne répond plus depuis trois jours.',
    data: {
      organisation: 'Organisation',
      program: 'Machine du logiciel',
      gone: 'S’il a répondu qu’il n’existe plus',
      page: 'Adresse de sa page',
    },
    sample: {
      organisation: 'CCAS de Vanves',
      program: 'suivi.ville.example.fr',
      gone: false,
      page: 'https://banque.example.fr/gestion/webhooks/exemple',
    },
    write: ({ organisation, program, gone, page }, bank) => ({
      subject: `${organisation} : un logiciel n’est plus prévenu`,
      text: letter(
        bank,
        gone
          ? `Le logiciel ${program} a répondu qu’il n’existe plus. Le site ne le prévient plus de ce qui arrive.`
          : `Le logiciel ${program} ne répond plus comme il faut depuis trois jours. Le site ne le prévient plus de ce qui arrive.`,
        'Ce qui arrive l’attend quatre-vingt-dix jours : quand il marche de nouveau, remettez-le en marche sur sa page, et il recevra la suite.',
        page,
        'Le logiciel ne sert plus ? Retirez-le sur la même page.',
      ),
    }),
  },
  trial: {
    label: 'Mail d’essai',
    when: 'À qui le demande dans « Messages », pour voir si les mails partent.',
    usefulHours: 1,
    data: { name: NAME },
    sample: { name: 'Zoé Petit' },
    write: ({ name }, bank) => ({
      subject: `${bank.name} : mail d’essai`,
      text: letter(bank, `${name}, vous lisez ce message : les mails de notre site partent et arrivent.`),
    }),
  },
  factor_changed: {
    label: 'Seconde vérification changée',
    when: 'À qui règle, change ou retire sa seconde vérification, ou quand deux personnes de l’administration la retirent.',
    data: { name: NAME },
    sample: { name: 'Zoé Petit' },
    write: ({ name }, bank) => ({
      subject: 'Votre seconde vérification a changé',
      text: letter(
        bank,
        `${name}, la seconde vérification de votre compte (application de codes, clé d’identification) vient d’être réglée, changée ou retirée. « Mon compte » dit ce qui sert maintenant.`,
        'Ce n’est pas vous ? Changez votre mot de passe, et prévenez tout de suite la personne responsable de votre organisation.',
      ),
    }),
  },
  access_reset: {
    label: 'Accès rouvert par deux personnes de l’administration',
    when: 'À qui a perdu sa seconde vérification ou oublié son mot de passe, quand l’administration demande de lui rouvrir l’accès, et quand le lien est donné.',
    data: { name: NAME, lost: 'Ce qui est perdu', given: 'Si le lien est donné' },
    sample: { name: 'Zoé Petit', lost: 'password', given: false },
    write: ({ name, lost, given }, bank) => ({
      subject: given ? 'Un lien ouvre votre compte' : 'On demande de rouvrir votre accès',
      text: letter(
        bank,
        given
          ? `${name}, deux personnes de l’administration ont donné un lien pour choisir un nouveau mot de passe de votre compte.`
          : lost === 'password'
            ? `${name}, une personne de l’administration demande pour vous un lien pour choisir un nouveau mot de passe. Une autre doit encore confirmer.`
            : `${name}, une personne de l’administration demande de retirer la seconde vérification de votre compte. Une autre doit encore confirmer.`,
        'Vous n’avez rien demandé ? Prévenez tout de suite l’administration de la banque.',
      ),
    }),
  },
  provider_changed: {
    label: 'Fournisseur d’identité relié ou retiré',
    when: 'À qui relie son compte à un fournisseur d’identité, ou retire ce lien.',
    data: { name: NAME, provider: 'Nom du fournisseur' },
    sample: { name: 'Zoé Petit', provider: 'ProConnect' },
    write: ({ name, provider }, bank) => ({
      subject: `${provider} et votre compte`,
      text: letter(
        bank,
        `${name}, votre compte sur notre site vient d’être relié à ${provider}, ou ne l’est plus. « Mon compte » dit ce qui sert maintenant.`,
        'Ce n’est pas vous ? Changez votre mot de passe, retirez ce lien dans « Mon compte », et prévenez tout de suite la personne responsable de votre organisation.',
      ),
    }),
  },
};
