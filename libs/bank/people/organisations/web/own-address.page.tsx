import type { OrganisationView } from '#bank/people';
import { type Again, AskPage, CheckField, TextField } from '#platform/ui';
import { AddressField } from './organisation-fields.js';

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
    <AddressField />
    <TextField
      name="openingHours"
      label="Horaires"
      hint="Quand quelqu’un répond et reçoit. Exemple : du lundi au vendredi, de 9 h à 12 h"
      maxlength={200}
    />
    <CheckField
      name="onPapers"
      label="Les écrire sur la feuille de la personne"
      hint="La feuille remise avec l’appareil dit alors où aller et quand, avec votre téléphone d’aide."
      checked={values['onPapers'] === 'oui'}
    />
  </AskPage>
);
