import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsString } from 'class-validator';
import { SigningDto, says } from '#platform/http';

/** What is witnessed: ids of the list. Signed. */
export class CountersignaturesDto extends SigningDto {
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayNotEmpty(says('refurbishment.nothing_to_witness'))
  @IsString({ each: true })
  ids: string[];
}
