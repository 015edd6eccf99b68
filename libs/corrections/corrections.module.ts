import { Module } from '@nestjs/common';
import { entities } from '#database';
import { PeopleModule } from '#people';
import * as corrections from './correction.entity.js';
import { CorrectionsService } from './corrections.service.js';

@Module({
  imports: [entities(corrections), PeopleModule],
  providers: [CorrectionsService],
  exports: [CorrectionsService],
})
export class CorrectionsModule {}
