import type { LawRule } from '#bank/intake';
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

/** What the rule of today says of goods that are written off; what is not settled says so, with who decides. */
export const Depreciated = ({ rule }: { rule: LawRule | null }) =>
  rule ? (
    <p>
      {rule.text}
      {rule.decides ? ` Ce n’est pas tranché. Qui décide : ${rule.decides}.` : null}
    </p>
  ) : null;
