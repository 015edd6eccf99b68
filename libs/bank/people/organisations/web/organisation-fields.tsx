import { STRUCTURE_TYPES } from '#bank/people';
import { CheckField, CommuneTextField, optionsOf, SelectField, TextField } from '#platform/ui';

/** Of a structure only: what it is. */
export const StructureTypeField = () => (
  <SelectField
    name="structureType"
    label="Type de structure"
    hint="Seulement pour une structure : les chiffres sont dits aussi par type."
    empty="Non précisé"
    width="medium"
    options={optionsOf(STRUCTURE_TYPES)}
  />
);

/** Where an organisation is reached by post. */
export const AddressField = () => (
  <TextField
    name="address"
    label="Adresse postale"
    hint="Écrite sur l’acte de vente, si l’organisation vend. Exemple : 12 rue des Essais, 92220 Bagneux"
    maxlength={200}
  />
);

/** What is said of every organisation. */
export function OrganisationFields({ nameIsPublic }: { nameIsPublic: boolean }) {
  return (
    <>
      <TextField name="name" label="Nom" required maxlength={120} />
      <CommuneTextField />
      <AddressField />
      <TextField name="siren" label="SIREN" hint="9 chiffres" inputmode="numeric" width="short" />
      <TextField name="helpline" label="Téléphone d’aide" type="tel" width="medium" maxlength={40} />
      <CheckField
        name="nameIsPublic"
        label="Montrer son nom dans les chiffres publics"
        hint="Le nom d’un foyer ou d’un service peut en dire trop sur les personnes : seulement si l’organisation l’a choisi."
        checked={nameIsPublic}
        value="oui"
      />
    </>
  );
}
