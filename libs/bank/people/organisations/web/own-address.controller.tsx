import { Controller } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { OrganisationsService, type OrganisationView } from '#bank/people';
import { Act, Context, Ctx } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { type Again, AskPage, CheckField, FieldsOf } from '#platform/ui';
import { AddressDto } from '../../web/people.dto.js';

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

/** Where and when one's own organisation is reached: a deed of sale names its seller with it, a person's copy whom to go to. */
const OwnAddressPage = ({
  organisation: o,
  problems,
  values = { address: o.address, openingHours: o.openingHours, onPapers: o.onPapers ? 'oui' : '' },
}: { organisation: OrganisationView } & Again) => (
  <AskPage
    title="Adresse et horaires"
    lead={`${o.name}. Sans adresse, aucun appareil ne se vend : la loi veut que l’acheteur sache qui lui vend, et où.`}
    trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Adresse et horaires' }]}
    action="/gestion/adresse"
    problems={problems}
    values={values}
    does={{ label: 'Enregistrer l’adresse', icon: 'check' }}
    back={{ href: '/gestion' }}
  >
    <FieldsOf form={AddressDto} />
    <CheckField
      name="onPapers"
      label="Les écrire sur la feuille de la personne"
      hint="La feuille remise avec l’appareil dit alors où aller et quand, avec votre téléphone d’aide."
      checked={values['onPapers'] === 'oui'}
    />
  </AskPage>
);
