import { Body, Controller, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { audit } from '#bank/people';
import { backupKeys, newKeyPair, useBackupKey } from '#platform/backup';
import { type Answer, Context, Ctx, PostedForm, Read } from '#platform/http';
import { fingerprint, fingerprints, RuleBroken, WRITE } from '#platform/kernel';
import {
  Actions,
  Button,
  Code,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  HiddenField,
  LinkButton,
  Notice,
} from '#platform/ui';
import { BackupKeyCopiedDto, RETYPED } from './system.dto.js';

export const ADMINISTRATORS = { instanceAdmin: true, ...WRITE.bank } as const;

/** The end of a key as somebody types it: in any case, with spaces. */
const endingOf = (typed: string): string => typed.replace(/\s+/g, '').toUpperCase().slice(-RETYPED);
/** Told apart from others with the installation's secret: the page carries it, so that the key need not be kept to be checked. */
const checkOf = (recipient: string, ending: string): string => `backup key ${recipient} ${ending}`;

/** The key that opens backups: made here, shown once, kept by people. */
@Controller('gestion/systeme/cle')
export class BackupKeyController {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  @Read(ADMINISTRATORS, { page: '' })
  async ask(@Context() ctx: Ctx, @Query('ouverture') opened?: string): Promise<Answer> {
    const [key] = await backupKeys(this.db);
    return ctx.page(<BackupKeyPage replaces={key !== undefined} opened={opened === 'oui'} />);
  }

  /** Makes a pair and shows it: nothing is written, and it serves once somebody has shown that they have it. */
  @PostedForm(ADMINISTRATORS, '')
  make(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      work: async () => '/gestion/systeme/cle',
      page: () => <BackupKeyPage replaces={false} opened={false} />,
      show: async () => {
        const { identity, recipient } = await newKeyPair();
        const check = fingerprint(checkOf(recipient, endingOf(identity)));
        return <NewBackupKeyPage identity={identity} recipient={recipient} check={check} />;
      },
    });
  }

  @PostedForm(ADMINISTRATORS, 'copiee')
  use(@Context() ctx: Ctx, @Body() body: Partial<BackupKeyCopiedDto>): Promise<Answer> {
    return ctx.submit({
      dto: BackupKeyCopiedDto,
      work: async (tx, { recipient, check, ending }) => {
        if (!fingerprints(checkOf(recipient, endingOf(ending))).includes(check))
          throw new RuleBroken('backup.key_ending', {}, 'ending');
        await useBackupKey(tx, recipient);
        await audit(tx, ctx.actor, 'set_backup_key', { kind: 'bank' }, { recipient });
        return '/gestion/systeme';
      },
      done: 'Les prochaines sauvegardes sont chiffrées avec cette clé.',
      page: ({ problems = [] }) => (
        <NewBackupKeyPage
          identity={null}
          recipient={String(body.recipient ?? '')}
          check={String(body.check ?? '')}
          problems={problems}
        />
      ),
    });
  }
}

const TITLE = 'La clé des sauvegardes';
const TRAIL = [
  { label: 'Réglages', href: '/gestion' },
  { label: 'État du système', href: '/gestion/systeme' },
  { label: TITLE },
];

/** Why, before the key is made: it is shown once, so its paper must be at hand. */
const BackupKeyPage = ({ replaces, opened }: { replaces: boolean; opened: boolean }) => (
  <FormPage title={TITLE} trail={opened ? undefined : TRAIL}>
    <p>
      Chaque nuit, la banque est copiée dans un dossier. Cette clé chiffre ces copies : sans elle, personne ne les lit,
      ni un voleur, ni vous. Elle ne se montre qu’une fois, et n’est gardée nulle part ici.
    </p>
    <p>
      Préparez de quoi l’imprimer ou la recopier, et où la ranger : une enveloppe, un coffre, un gestionnaire de mots de
      passe. Jamais à côté des sauvegardes.
    </p>
    {replaces ? (
      <Notice tone="attention" title="Gardez aussi l’ancienne clé.">
        Les sauvegardes déjà faites ne s’ouvrent qu’avec elle. La nouvelle sert pour les suivantes.
      </Notice>
    ) : null}
    <Form action="/gestion/systeme/cle">
      {opened ? <HiddenField name="_suite" value="oui" /> : null}
      <Actions>
        <Button icon="key-round">{replaces ? 'Faire une nouvelle clé' : 'Faire la clé'}</Button>
        <LinkButton look="quiet" href={opened ? '/' : '/gestion/systeme'}>
          {opened ? 'Plus tard' : 'Annuler'}
        </LinkButton>
      </Actions>
    </Form>
  </FormPage>
);

/** The key, this once; or, when what was typed is not its end, only the question again. */
const NewBackupKeyPage = ({
  identity,
  recipient,
  check,
  problems,
}: {
  identity: string | null;
  recipient: string;
  check: string;
} & FormState) => (
  <FormPage title={TITLE} trail={TRAIL}>
    {identity ? (
      <Notice tone="attention" icon="printer" title="Imprimez cette page ou recopiez la clé maintenant.">
        <p>On ne la voit qu’une fois. Sans elle, aucune sauvegarde chiffrée ne s’ouvre.</p>
        <p>
          <Code>{identity}</Code>
        </p>
        <p>
          Banque du Numérique, clé des sauvegardes, pour « npm run cli -- restore … --key fichier » : le fichier
          contient cette ligne. Elle va avec la clé publique <Code>{recipient}</Code>.
        </p>
      </Notice>
    ) : (
      <p>
        La clé ne se montre pas une seconde fois. Regardez votre copie, de la clé publique <Code>{recipient}</Code>. Si
        vous ne l’avez pas, <a href="/gestion/systeme/cle">faites une autre clé</a> : celle-ci n’a encore servi à rien.
      </p>
    )}
    <Form
      action="/gestion/systeme/cle/copiee"
      problems={problems}
      does={{ label: 'J’ai la clé, chiffrer les sauvegardes', icon: 'check' }}
    >
      <HiddenField name="recipient" value={recipient} />
      <HiddenField name="check" value={check} />
      <FieldsOf form={BackupKeyCopiedDto} />
    </Form>
  </FormPage>
);
