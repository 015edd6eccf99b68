import { TextField, type TextFieldProps } from './fields.js';

/** A commune as people write it; the official ones are offered while typing. */
export const CommuneTextField = (props: Partial<TextFieldProps>) => (
  <TextField
    name="commune"
    label="Commune"
    hint="Son nom, ou son code postal et son nom."
    width="medium"
    maxlength={80}
    communes
    {...props}
  />
);
