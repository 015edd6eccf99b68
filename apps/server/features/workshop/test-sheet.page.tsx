import { showAssetCode } from '#devices';
import { type Answer, type GateView, pointsAsked, SYSTEMS } from '#refurbishment';
import {
  type Again,
  BenchStep,
  Button,
  ChoiceField,
  Form,
  LinkButton,
  SigningPassword,
  TextField,
} from '../../ui/index.js';

const ANSWER_WORDS: Record<Answer, string> = { ok: 'Bon', ko: 'Pas bon', untested: 'Pas testé', na: 'Sans objet' };

/** The points of this kind of device on one page: asked in the order of the hands, answered with one press each. */
export function TestSheetPage({
  gate: g,
  problems,
  values = {},
}: Again & {
  gate: GateView;
}) {
  const given = problems ? { problems } : {};
  const points = pointsAsked(g.category);
  return (
    <BenchStep
      title="Fiche de test"
      icon="clipboard-check"
      code={showAssetCode(g.code)}
      done={2}
      total={5}
      helpHref={`/atelier/${g.code}/aide`}
      personHref="/"
      text={
        <p>
          Essayez chaque point. « Pas testé » : vous n’avez pas pu essayer ; c’est dit à qui reçoit l’appareil. « Sans
          objet » : l’appareil n’a pas cela.
        </p>
      }
      back={
        <LinkButton wide icon="arrow-left" href={`/atelier/${g.code}`}>
          Retour
        </LinkButton>
      }
      next={
        <Button wide icon="signature" form="fiche">
          Signer la fiche
        </Button>
      }
    >
      <Form id="fiche" action={`/atelier/${g.code}/test`} {...given}>
        {points.map((p) => (
          <ChoiceField
            key={p.id}
            name={p.id}
            label={p.label}
            hint={p.ask}
            required
            layout="inline"
            value={values[p.id] ?? ''}
            options={p.answers.map((value) => ({ value, label: ANSWER_WORDS[value] }))}
            {...given}
          />
        ))}
        <TextField
          name="system_name"
          label="Quel système est installé ?"
          required={!points.some((p) => p.id === 'system' && p.answers.includes('na'))}
          width="medium"
          maxlength={60}
          value={values['system_name'] ?? ''}
          suggestions={[...SYSTEMS]}
          hint="Par exemple Linux Mint 22 Xfce."
          {...given}
        />
        <SigningPassword act="test_sheet" problems={problems} />
      </Form>
    </BenchStep>
  );
}
