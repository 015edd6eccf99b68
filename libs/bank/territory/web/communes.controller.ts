import { Query } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { CommunesService } from '#bank/territory';
import type { CommuneOffers } from '#platform/contract';
import { ApiController, JsonAnswer, Read } from '#platform/http';

export class CommuneQuery {
  /** A name or its beginning, a postal code, an INSEE code; « (93) » narrows. */
  @IsOptional() @IsString() @MaxLength(100) q?: string;
}

// The list changes once a year: what was answered is asked again tomorrow only.
const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, max-age=86400' };

@ApiController('communes')
export class CommunesController {
  constructor(private readonly communes: CommunesService) {}

  /** The official communes that what was typed may mean: those that bear the name, else those whose name begins so; twenty at most. */
  @Read({ signedIn: true }, { page: 'communes', api: 'communes' })
  async find(@Query() { q = '' }: CommuneQuery) {
    const offers = { items: await this.communes.find(q) } satisfies CommuneOffers;
    return new JsonAnswer<typeof offers>(200, offers, HEADERS);
  }
}
