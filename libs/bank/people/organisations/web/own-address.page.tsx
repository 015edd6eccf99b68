import type { OrganisationView } from '#bank/people';
import { type Again, AskPage, CheckField, FieldsOf } from '#platform/ui';
import { AddressDto } from '../../web/people.dto.js';

/** Where and when one's own organisation is reached: a deed of sale names its seller with it, a person's copy whom to go to. */
export const OwnAddressPage = ({
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
