import { Module } from '@nestjs/common';
import { PeopleModule } from '#bank/people';
import { entities } from '#platform/database';
import * as corrections from './correction.entity.js';
import { CorrectionsService } from './corrections.service.js';

@Module({
  imports: [entities(corrections), PeopleModule],
  providers: [CorrectionsService],
  exports: [CorrectionsService],
})
export class CorrectionsModule {}
