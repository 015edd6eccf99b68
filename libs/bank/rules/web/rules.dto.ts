import { IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { day, fields, text } from '#platform/http';

export class NewRuleDto extends fields({
  validFrom: day({
    label: 'À partir de quel jour ?',
    hint: 'Aujourd’hui ou plus tard. Ce jour-là, elle remplace la règle d’avant.',
    about: 'The first day on which it holds.',
    missing: 'Choisissez le jour.',
  }),
  source: text({
    max: 300,
    label: 'D’où vient-elle ?',
    hint: 'Le texte de loi et son article, ou la décision de la banque et son jour.',
    wrong: 'rules.source_missing',
  }),
}) {
  /** What it speaks of, in a table of several rules. */
  @IsOptional() @IsString() @MaxLength(60) key?: string;
  /** By column; euros as « 180,00 », yes and no as booleans. */
  @IsObject() values: Record<string, unknown>;
}

export class RemoveRuleForm {
  @IsOptional() @IsString() @MaxLength(60) key?: string;
  @IsString() @MaxLength(10) validFrom: string;
}
