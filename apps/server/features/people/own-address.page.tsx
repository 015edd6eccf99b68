import type { OrganisationView } from '#people';
import { type Again, AskPage } from '../../ui/index.js';
import { AddressField } from './organisation-fields.js';

/** Where one's own organisation is reached by post: a deed of sale names its seller with it. */
export const OwnAddressPage = ({
  organisation: o,
  problems,
  values = { address: o.address },
}: { organisation: OrganisationView } & Again) => (
  <AskPage
    title="Adresse postale"
    lead={`${o.name}. Sans adresse, aucun appareil ne se vend : la loi veut que l’acheteur sache qui lui vend, et où.`}
    trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Adresse postale' }]}
    action="/gestion/adresse"
    problems={problems}
    values={values}
    does={{ label: 'Enregistrer l’adresse', icon: 'check' }}
    back={{ href: '/gestion' }}
  >
    <AddressField />
  </AskPage>
);
