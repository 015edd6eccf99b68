import { Controller } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { OrganisationsService } from '#bank/people';
import { Act, Context, Ctx } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { AddressDto } from '../../web/people.dto.js';
import { OwnAddressPage } from './own-address.page.js';

/** Where and when one's own organisation is reached. */
@ApiTags('people')
@ApiBearerAuth()
@Controller()
export class OwnAddressController {
  constructor(private readonly organisations: OrganisationsService) {}

  /** Says where and when the token's organisation is reached: a deed of sale names its seller with it, a person's copy whom to go to. */
  @Act(WRITE.ownOrganisation, { page: 'gestion/adresse', api: 'organisation/address', takes: AddressDto, asks: true })
  change(@Context() ctx: Ctx) {
    return ctx.act({
      dto: AddressDto,
      done: 'Adresse enregistrée.',
      work: (tx, { address, openingHours = '', onPapers }) =>
        this.organisations.sayReach(tx, ctx.actor, { address, openingHours, onPapers: onPapers === 'oui' }),
      to: () => '/gestion',
      view: (id) => this.organisations.get(id),
      page: async (again) => <OwnAddressPage organisation={await this.organisations.mine(ctx.actor)} {...again} />,
    });
  }
}
