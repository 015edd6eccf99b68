import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { CommunesService } from '#territory';
import type { CommuneOffers } from '../../contract/communes.js';
import { Answer } from '../../http/answer.js';
import { Policy } from '../../http/policy.js';

export class CommuneQuery {
  /** A name or its beginning, a postal code, an INSEE code; « (93) » narrows. */
  @IsOptional() @IsString() @MaxLength(100) q?: string;
}

// The list changes once a year: what was answered is asked again tomorrow only.
const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, max-age=86400' };

/** The official communes that what was typed may mean, twenty at most. */
async function answer(communes: CommunesService, typed = ''): Promise<Answer> {
  const offers: CommuneOffers = { items: await communes.find(typed) };
  return new Answer(200, offers, HEADERS);
}

/** While somebody types a commune on a page. */
@Controller('communes')
export class CommunesPages {
  constructor(private readonly communes: CommunesService) {}

  @Get()
  @Policy({ signedIn: true })
  find(@Query() { q }: CommuneQuery): Promise<Answer> {
    return answer(this.communes, q);
  }
}

@ApiTags('communes')
@ApiBearerAuth()
@Controller('api/v1/communes')
export class CommunesApi {
  constructor(private readonly communes: CommunesService) {}

  /** The official communes that what was typed may mean: those that bear the name, else those whose name begins so; twenty at most. */
  @Get()
  @Policy({ signedIn: true })
  find(@Query() { q }: CommuneQuery): Promise<Answer> {
    return answer(this.communes, q);
  }
}
