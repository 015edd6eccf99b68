import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { audit } from '#bank/people';
import { backupKeys, newKeyPair, useBackupKey } from '#platform/backup';
import { type Answer, Context, Ctx, Policy } from '#platform/http';
import { fingerprint, fingerprints, RuleBroken, WRITE } from '#platform/kernel';
import { BackupKeyPage, NewBackupKeyPage, RETYPED } from './backup-key.page.js';
import { BackupKeyCopiedDto } from './system.dto.js';

export const ADMINISTRATORS = { instanceAdmin: true, ...WRITE.bank } as const;

/** The end of a key as somebody types it: in any case, with spaces. */
const endingOf = (typed: string): string => typed.replace(/\s+/g, '').toUpperCase().slice(-RETYPED);
/** Told apart from others with the installation's secret: the page carries it, so that the key need not be kept to be checked. */
const checkOf = (recipient: string, ending: string): string => `backup key ${recipient} ${ending}`;

/** The key that opens backups: made here, shown once, kept by people. */
@Controller('gestion/systeme/cle')
export class BackupKeyController {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  @Get()
  @Policy(ADMINISTRATORS)
  async ask(@Context() ctx: Ctx, @Query('suite') then?: string): Promise<Answer> {
    const [key] = await backupKeys(this.db);
    return ctx.page(<BackupKeyPage replaces={key !== undefined} opened={then === 'ouverture'} />);
  }

  /** Makes a pair and shows it: nothing is written, and it serves once somebody has shown that they have it. */
  @Post()
  @Policy(ADMINISTRATORS)
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

  /** From here on backups are encrypted to it. */
  @Post('copiee')
  @Policy(ADMINISTRATORS)
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
