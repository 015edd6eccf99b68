import { Controller, Get } from '@nestjs/common';
import { Policy } from './http/policy.js';

/** For the proxy and the orchestrator: the server answers, and its database too (the policy's guard has just read it). */
@Controller()
export class HealthController {
  @Get('sante')
  @Policy({ public: true })
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }
}
