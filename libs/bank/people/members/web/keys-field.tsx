import type { OwnKey } from '#bank/people';
import { ChoiceField } from '#platform/ui';

/** Whoever knew the password may have made an access key. @param kept what was ticked before; null: all of them */
export function KeysThatStay({ keys, kept }: { keys: readonly OwnKey[]; kept: readonly string[] | null }) {
  if (!keys.length) return null;
  return (
    <ChoiceField
      name="keep"
      label="Les clés d’accès qui restent"
      hint="Des logiciels se connectent avec elles. Décochez celles que vous ne reconnaissez pas : elles ne serviront plus."
      optionalUnsaid
      multiple
      value={[...(kept ?? keys.map(({ id }) => id))]}
      options={keys.map(({ id, name, organisationName }) => ({ value: id, label: name, hint: organisationName }))}
    />
  );
}
