import { Transform } from 'class-transformer';
import { IsArray, IsOptional, IsUUID } from 'class-validator';
import { MIN_PASSWORD } from '#bank/people';
import { fields, mail, text } from '#platform/http';
import { nameReason } from '../../web/people.dto.js';

/** Its page says no length, or the browser would cut a longer one off unseen. */
const PASSWORD = { max: 200, maxlength: undefined, type: 'password', width: 'medium' } as const;
/** How long a new one may be, its rule says. */
const NEW_ONE = { ...PASSWORD, max: 2000, autocomplete: 'new-password' } as const;
const CURRENT = { ...PASSWORD, autocomplete: 'current-password', label: 'Mot de passe actuel' } as const;

const currentPassword = text({ ...CURRENT, filled: true, missing: 'people.password_missing' });

export const NEW_PASSWORD = {
  password: text({
    ...NEW_ONE,
    filled: true,
    label: 'Nouveau mot de passe',
    hint: `Au moins ${MIN_PASSWORD} caractères. Une phrase que vous retenez convient très bien.`,
    missing: 'people.password_missing',
  }),
  again: text({ ...NEW_ONE, optional: true, required: true, label: 'Le même, encore une fois' }),
};

export class OwnNameDto extends fields({
  name: text({ max: 120, filled: true, label: 'Votre nom', width: 'medium', autocomplete: 'name' }),
  nameReason,
}) {}

export class OwnAddressDto extends fields({
  email: mail({ label: 'Nouvelle adresse mail', wrong: 'people.email_wrong' }),
  currentPassword,
}) {}

export class ForgottenDto extends fields({
  email: mail({
    label: 'Adresse mail',
    width: undefined,
    inputmode: 'email',
    autocomplete: 'username',
    wrong: 'people.email_wrong',
  }),
}) {}

/** A new password, on a link. */
export class NewPasswordDto extends fields(NEW_PASSWORD) {
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : [value].flat()))
  @IsArray()
  @IsUUID(undefined, { each: true })
  keep?: string[];
}

/** Saying yes to an organisation, by whoever has the account. */
export class AcceptDto extends fields({ currentPassword }) {}

/** A new password, by whoever knows the one before. */
export class OwnPasswordDto extends fields({ currentPassword }, NewPasswordDto) {}

/** What is asked before an account is made safer or less so, where its session is no longer new. */
export class AfreshDto extends fields({ currentPassword: text({ ...CURRENT, optional: true, required: true }) }) {}
