import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { BENCH_DRIVE_STATES, type BenchDriveState } from '#bank/workshop';

/** A fixed drive that is about to be erased. */
export class BenchDriveDto {
  @IsString() @MaxLength(80) serial: string;
  @IsString() @MaxLength(120) model: string;
  /** In bytes; left out where the drive does not say. One that no drive can have is unknown, and stops nothing. */
  @IsOptional() @IsNumber() sizeBytes?: number;
  /** `sata`, `nvme`, `mmc`… as the machine says it. */
  @IsString() @MaxLength(20) bus: string;
}

/** A machine, before its first byte is erased. */
export class AnnounceDto {
  /** The code, the old number or the serial of the device. */
  @IsString() @MaxLength(200) device: string;
  /** The serial that the machine's firmware says, where it says one: the code of another machine is refused. */
  @IsOptional() @IsString() @MaxLength(200) serial?: string;
  @IsArray() @ArrayMaxSize(64) @ValidateNested({ each: true }) @Type(() => BenchDriveDto) drives: BenchDriveDto[];
}

/** Of which drive a file is the evidence. */
export class EvidenceQuery {
  /** Its place in the announcement, from 0; left out, drives are known by their serial. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(63) position?: number;
}

export class DriveProgressDto {
  /** Its place in the announcement, from 0. */
  @IsInt() @Min(0) @Max(63) position: number;
  @IsIn(BENCH_DRIVE_STATES) state: BenchDriveState;
  @IsInt() @Min(0) @Max(100) percent: number;
}

/** How far a machine is. */
export class ProgressDto {
  @IsArray() @ArrayMaxSize(64) @ValidateNested({ each: true }) @Type(() => DriveProgressDto) drives: DriveProgressDto[];
  /** It is over: every drive done, or at least one failed, by the PC's own word. What its evidence proves is in the answer: `done`, `to_judge`, `failed`. */
  @IsOptional() @IsIn(['done', 'failed']) outcome?: 'done' | 'failed';
}
