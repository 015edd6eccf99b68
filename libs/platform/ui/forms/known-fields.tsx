import { MIN_PASSWORD } from '#bank/people';
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

/** When somebody answers at the bank. */
export const OpeningHoursField = (props: Partial<TextFieldProps>) => (
  <TextField
    name="openingHours"
    label="Horaires"
    hint="Quand on vous trouve, à côté du téléphone d’aide. Exemple : du lundi au vendredi, 9 h à 17 h"
    maxlength={120}
    {...props}
  />
);

/** The mail address by which an account is known, for whoever wants to come in. */
export const AccountMailField = (props: Partial<TextFieldProps>) => (
  <TextField
    name="email"
    label="Adresse mail"
    type="email"
    inputmode="email"
    autocomplete="username"
    required
    {...props}
  />
);

/** The password of who is signed in, or about to be. */
export const CurrentPasswordField = (props: Partial<TextFieldProps>) => (
  <TextField
    name="currentPassword"
    label="Mot de passe actuel"
    type="password"
    autocomplete="current-password"
    width="medium"
    required
    {...props}
  />
);

/** A new password, twice. @param label of the first. */
export const NewPasswordFields = ({ label }: { label: string }) => (
  <>
    <TextField
      name="password"
      label={label}
      hint={`Au moins ${MIN_PASSWORD} caractères. Une phrase que vous retenez convient très bien.`}
      type="password"
      autocomplete="new-password"
      width="medium"
      required
    />
    <TextField
      name="again"
      label="Le même, encore une fois"
      type="password"
      autocomplete="new-password"
      width="medium"
      required
    />
  </>
);
