import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { CONTAINER_KINDS, type ContainerKind } from '#bank/devices';
import {
  CONTAINER_SORT_NAMES,
  type ContainerSort,
  SENT_STATES,
  type SentState,
  TRANSFER_SORT_NAMES,
  TRANSFER_STATES,
  type TransferSort,
  type TransferState,
} from '#bank/logistics';
import { Cursor, says } from '#platform/http';

/** Filters of the list of lots. */
export class TransferListQuery {
  /** `in`: sent to us; `out`: sent by us. */
  @IsOptional() @IsIn(['in', 'out', '']) direction?: 'in' | 'out';
  @IsOptional() @IsIn([...Object.keys(TRANSFER_STATES), '']) state?: TransferState;
  /** A part of the number, or of the name of who sends or receives. */
  @IsOptional() @IsString() @MaxLength(100) q?: string;
  /** What comes first; the newest where nothing is said. */
  @IsOptional() @IsIn(TRANSFER_SORT_NAMES) sort?: TransferSort;
  /** Where the previous page ended: its `next`. */
  @Cursor() after?: string;
}

/** The same filters in the page's URL. */
export class LotListQuery {
  @IsOptional() @IsIn(['in', 'out', '']) sens?: 'in' | 'out';
  /** A state; `late`: sent for a week and confirmed by nobody; `leaving`: a delivery that is to be handed to whoever carries it; `gone`: sent otherwise. */
  @IsOptional() @IsIn([...Object.keys(TRANSFER_STATES), ...Object.keys(SENT_STATES), '']) etat?:
    | TransferState
    | SentState;
  /** `delivery`: only what goes to structures. */
  @IsOptional() @IsIn(['delivery', '']) but?: 'delivery';
  @IsOptional() @IsString() @MaxLength(100) q?: string;
  @IsOptional() @IsIn(TRANSFER_SORT_NAMES) sort?: TransferSort;
  @Cursor() after?: string;
}

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

export class ContainerListQuery {
  /** What comes first; the newest where nothing is said. */
  @IsOptional() @IsIn(CONTAINER_SORT_NAMES) sort?: ContainerSort;
  /** Where the previous page ended: its `next`. */
  @Cursor() after?: string;
}
