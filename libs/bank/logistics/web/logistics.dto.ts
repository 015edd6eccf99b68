import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { ContainerKind } from '#bank/devices';
import { choice, fields, one, says, text } from '#platform/http';

/** A new lot: who will receive it. */
export class NewTransferDto extends fields({
  fromOrganisationId: one({
    optional: true,
    required: true,
    label: 'D’où partent les appareils ?',
    hint: 'Là où ils attendent maintenant : la banque peut préparer le lot pour eux.',
    select: 'Choisir…',
    about: "Whose devices leave; the token's own organisation when left out. Another one is the bank's to say.",
    wrong: 'logistics.sender_unknown',
  }),
  toOrganisationId: one({ label: 'Qui reçoit ce lot ?', select: 'Choisir…', wrong: 'logistics.receiver_unknown' }),
  toPlaceId: one({ optional: true, about: 'A place of the receiver; its main site when left out.' }),
  fromPlaceId: one({ optional: true, about: 'A place of the sender; its main site when left out.' }),
}) {}

/** Codes, serials, old numbers, label addresses or container codes. */
export class ScansDto {
  @IsArray()
  @ArrayNotEmpty(says('logistics.nothing_scanned'))
  @ArrayMaxSize(1000, { message: 'Pas plus de 1000 codes à la fois.' })
  @IsString({ each: true })
  @MaxLength(300, { each: true })
  codes: string[];
}

/** The end of an arrival. */
export class FinishDto extends fields({
  placeId: one({
    optional: true,
    required: true,
    label: 'Où le rangez-vous ?',
    select: '',
    about: 'Where what arrived is put; the place on the lot when left out.',
  }),
}) {}

/** Which missing devices the sender takes back; all of them when left out. */
export class CallBackDto {
  @IsOptional() @IsArray() @IsUUID(undefined, { each: true }) lines?: string[];
}

export class NewContainerDto extends fields({
  kind: choice(
    {
      crate: { label: 'Une caisse', icon: 'box' },
      pallet: { label: 'Une palette', icon: 'boxes' },
    } satisfies Record<ContainerKind, object>,
    { label: 'C’est…', layout: 'tiles', wrong: 'Choisissez caisse ou palette.' },
  ),
  name: text({ max: 80, optional: true, label: 'Nom', hint: 'Pour la reconnaître : « bleue n° 3 ».' }),
  placeId: one({ label: 'Où est-elle ?', select: '', wrong: 'Choisissez un lieu.' }),
}) {}

export class MoveContainerDto extends fields({
  placeId: one({ label: 'Ranger ailleurs', select: '', wrong: 'logistics.place_unknown' }),
}) {}

export class SealDto extends fields({
  seal: text({
    max: 40,
    label: 'Numéro du scellé',
    hint: 'Intact à l’arrivée, il confirme tout le contenu d’un coup.',
    width: 'medium',
    missing: 'logistics.seal_missing',
  }),
}) {}
