import type { LawRule } from '#bank/intake';

/** What the rule of today says of goods that are written off; what is not settled says so, with who decides. */
export const Depreciated = ({ rule }: { rule: LawRule | null }) =>
  rule ? (
    <p>
      {rule.text}
      {rule.decides ? ` Ce n’est pas tranché. Qui décide : ${rule.decides}.` : null}
    </p>
  ) : null;
