import { IsIn } from 'class-validator';
import { PEOPLE_ANSWERS, type PeopleAnswer } from '#bank/files/engine';

/** Of cells that look like people where an organisation is expected: whether they are people. */
export class PeopleInListDto {
  @IsIn(PEOPLE_ANSWERS) people: PeopleAnswer;
}
