interface EraseTrouble {
  readonly label: string;
  /** How it shows. */
  readonly seen: string;
  /** What to do, one after the other; where one works, the rest is left. */
  readonly steps: readonly string[];
  /** What it will prove, and how it is told here. */
  readonly proves: string;
  /** The machine on which somebody of the project did it; null: nobody ever did, so it may end otherwise. */
  readonly tried: string | null;
}

/**
 * What to do where erasing fails. Written after the manuals of hdparm, nvme-cli and sedutil and the notes of nwipe: `tried` says what was done on
 * a real machine, and is filled in by whoever did.
 */
export const ERASE_TROUBLES = {
  frozen: {
    label: 'Disque gelé (« frozen »)',
    seen: 'hdparm -I écrit « frozen », et refuse le mot de passe ou l’effacement.',
    steps: [
      'Mettez la machine en veille une seule fois (rtcwake -m mem -s 5), puis relisez hdparm -I : « not frozen » doit paraître.',
      'Sinon, effacez avec nwipe : un disque gelé s’écrit comme un autre.',
      'Sinon, branchez-le sur un poste d’effacement.',
    ],
    proves: 'La veille ne prouve rien. Le journal de nwipe prouve ; une commande du disque se juge à deux.',
    tried: null,
  },
  password: {
    label: 'Disque verrouillé par un mot de passe',
    seen: 'hdparm -I écrit « locked » ; toute lecture échoue.',
    steps: [
      'Demandez le mot de passe au donateur, et retirez-le (hdparm --security-disable).',
      'Sans lui, essayez une seule fois le mot de passe maître du fabricant s’il est public : le disque se bloque après quelques essais.',
      'Sinon, retirez le disque ou détruisez-le.',
    ],
    proves: 'Déverrouillé, il reste à effacer. Retiré, il est suivi à part ; détruit, deux personnes le signent.',
    tried: null,
  },
  opal: {
    label: 'Disque chiffré Opal',
    seen: 'sedutil-cli --query dit « Locked = Y », ou nwipe échoue dès le début.',
    steps: [
      'Scannez le PSID imprimé sur l’étiquette du disque : 32 caractères.',
      'Lancez le retour d’usine (sedutil-cli --PSIDrevert) : le disque perd sa clé et se déverrouille.',
      'Écrivez-le ensuite en entier avec nwipe.',
      'Sans PSID lisible, retirez le disque ou détruisez-le.',
    ],
    proves: 'Le retour d’usine seul se juge à deux. Le journal de nwipe, après lui, prouve.',
    tried: null,
  },
  hidden: {
    label: 'Zones cachées (HPA, DCO)',
    seen: 'Le journal de nwipe écrit « HIDDEN SECTORS », ou hdparm -N montre deux tailles.',
    steps: [
      'Rendez toute la taille (hdparm -N p suivi du nombre maximum), éteignez la machine, rallumez-la.',
      'Si hdparm refuse, branchez le disque sur un poste d’effacement.',
      'Effacez de nouveau : le premier journal ne compte pas.',
      'Sinon, détruisez le disque.',
    ],
    proves: 'Seul un journal sans zone cachée prouve.',
    tried: null,
  },
  raid: {
    label: 'Disques absents : RAID, VMD ou Optane',
    seen: 'Le BIOS voit des disques que la clé ne voit pas.',
    steps: [
      'Dans le BIOS, passez le contrôleur en AHCI, ou coupez VMD.',
      'Refaites l’inventaire : chaque disque doit y être.',
      'Une carte RAID qui ne sait pas : sortez les disques, et effacez-les sur un poste d’effacement.',
    ],
    proves: 'Un disque qu’on ne voit pas garde tout : la liste des supports se signe après.',
    tried: null,
  },
  command_fails: {
    label: 'La commande d’effacement échoue',
    seen: 'SECURITY ERASE, Sanitize ou Format finit par une erreur, ou ne finit pas.',
    steps: [
      'Retirez le mot de passe que la commande a posé (hdparm --security-disable) : sans cela, le disque reste verrouillé.',
      'Effacez avec nwipe, avec une relecture.',
      'Si nwipe échoue aussi, le disque est mort : retirez-le, ou détruisez-le.',
    ],
    proves: 'Une commande en erreur ne prouve rien. Le journal de nwipe prouve ; une destruction se signe à deux.',
    tried: null,
  },
} as const satisfies Record<string, EraseTrouble>;
