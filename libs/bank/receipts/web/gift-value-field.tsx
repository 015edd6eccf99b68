import { TextField } from '#platform/ui';

/** What a whole gift is worth, in euros as people write them. */
export const GiftValueField = ({ label, value }: { label: string; value: string }) => (
  <TextField
    name="value"
    label={label}
    hint="Exemple : 1 271,80"
    unit="€"
    inputmode="decimal"
    width="short"
    required
    maxlength={40}
    value={value}
  />
);
