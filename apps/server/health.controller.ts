import { Controller, Get } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { run } from '#database';
import { Policy } from './http/policy.js';

/** For the proxy and the orchestrator: the server answers, and its database too. */
@Controller()
export class HealthController {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  @Get('sante')
  @Policy({ public: true })
  async health(): Promise<{ status: 'ok' }> {
    await run(this.db, 'SELECT 1');
    return { status: 'ok' };
  }
}
