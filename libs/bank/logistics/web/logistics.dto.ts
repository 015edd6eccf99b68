import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { CONTAINER_KINDS, type ContainerKind } from '#bank/devices';
import { says } from '#platform/http';

/** A new lot: who will receive it. */
export class NewTransferDto {
  @IsUUID(undefined, says('logistics.receiver_unknown')) toOrganisationId: string;
  /** Whose devices leave; the token's own organisation when left out. Another one is the bank's to say. */
  @IsOptional() @IsUUID(undefined, says('logistics.sender_unknown')) fromOrganisationId?: string;
  /** A place of the receiver; its main site when left out. */
  @IsOptional() @IsUUID() toPlaceId?: string;
  /** A place of the sender; its main site when left out. */
  @IsOptional() @IsUUID() fromPlaceId?: string;
}

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
export class FinishDto {
  /** Where what arrived is put; the place on the lot when left out. */
  @IsOptional() @IsUUID() placeId?: string;
}

/** Which missing devices the sender takes back; all of them when left out. */
export class CallBackDto {
  @IsOptional() @IsArray() @IsUUID(undefined, { each: true }) lines?: string[];
}

export class NewContainerDto {
  @IsIn(CONTAINER_KINDS, { message: 'Choisissez caisse ou palette.' }) kind: ContainerKind;
  @IsOptional() @IsString() @MaxLength(80) name?: string;
  @IsUUID(undefined, { message: 'Choisissez un lieu.' }) placeId: string;
}

export class MoveContainerDto {
  @IsUUID(undefined, says('logistics.place_unknown')) placeId: string;
}

export class SealDto {
  @MaxLength(40) @IsString(says('logistics.seal_missing')) seal: string;
}
