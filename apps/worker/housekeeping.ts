import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import {
  AccountClosingService,
  deleteOldAccessRecords,
  endWords,
  forgetAudit,
  forgetKeyNames,
  PeopleModule,
  proveAuditSealed,
  proveAuditVerified,
  SignInService,
} from '#bank/people';
import { forgetOldAttempts, forgetOldKeys } from '#platform/database';
import { Outbox } from '#platform/queue';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;

/** Schedules of the lower libraries, which know no queue. */
@Injectable()
class Housekeeping implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly signIn: SignInService,
    private readonly accounts: AccountClosingService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({
      name: 'platform.forget-keys',
      everyMs: HOUR,
      run: async () => void (await forgetOldKeys(this.db)),
    });
    this.outbox.schedule({ name: 'platform.forget-attempts', everyMs: HOUR, run: () => forgetOldAttempts(this.db) });
    this.outbox.schedule({
      name: 'people.forget-looks',
      everyMs: HOUR,
      run: async () => void (await deleteOldAccessRecords(this.db)),
    });
    this.outbox.schedule({
      name: 'people.seal-audit',
      everyMs: MINUTE,
      run: async () => void (await proveAuditSealed(this.db)),
    });
    this.outbox.schedule({
      name: 'people.forget-audit',
      everyMs: HOUR,
      run: async () => {
        await proveAuditVerified(this.db);
        await forgetAudit(this.db);
      },
    });
    this.outbox.schedule({
      name: 'people.forget-accounts',
      everyMs: HOUR,
      run: async () => void (await this.accounts.eraseDue()),
    });
    this.outbox.schedule({
      name: 'people.forget-key-names',
      everyMs: HOUR,
      run: async () => void (await forgetKeyNames(this.db)),
    });
    this.outbox.schedule({
      name: 'people.end-words',
      everyMs: DAY,
      run: async () => void (await endWords(this.db)),
    });
    this.outbox.schedule({ name: 'people.sweep', everyMs: HOUR, run: () => this.signIn.sweep() });
  }
}

/** For a worker, and for the command that advances a trial's clock. */
@Module({ imports: [PeopleModule], providers: [Housekeeping] })
export class HousekeepingModule {}
