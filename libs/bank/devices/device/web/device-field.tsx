import { type DeviceField, deviceField } from '#bank/devices';
import { ChoiceField, type FieldProps, SelectField, TextField } from '#platform/ui';

/** More answers than these are a list to open. */
const AT_A_GLANCE = 5;

export function DescribedField({ name, ...given }: { name: DeviceField } & Pick<FieldProps, 'value' | 'hint'>) {
  const { label, choices, max, empty } = deviceField(name);
  const shared = { ...given, name, label, required: Boolean(choices && empty !== null) };
  if (!choices) return <TextField {...shared} width="medium" maxlength={max} />;
  const options = choices.map(({ id, label: words }) => ({ value: id, label: words }));
  if (choices.length > AT_A_GLANCE)
    return <SelectField {...shared} options={options} empty={empty === null ? 'Non précisé' : undefined} />;
  return <ChoiceField {...shared} options={options} layout="inline" />;
}
