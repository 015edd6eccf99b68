import { showAssetCode } from '#devices';
import { type GateView, SYSTEMS, TEST_POINTS } from '#refurbishment';
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

const asked = (id: string): readonly string[] => TEST_POINTS.find((p) => p.id === id)?.needed ?? [];

/** The nine points on one page: asked in the order of the hands, answered with one press each. */
export function TestSheetPage({
  gate: g,
  problems,
  values = {},
}: Again & {
  gate: GateView;
}) {
  const given = problems ? { problems } : {};
  return (
    <BenchStep
      title="Fiche de test"
      icon="clipboard-check"
      code={showAssetCode(g.code)}
      done={2}
      total={5}
      helpHref={`/atelier/${g.code}/aide`}
      personHref="/"
      text={<p>Essayez chaque point. « Sans objet » : l’appareil n’a pas cela.</p>}
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
        {TEST_POINTS.map((p) => (
          <ChoiceField
            key={p.id}
            name={p.id}
            label={p.label}
            hint={p.ask}
            required
            layout="inline"
            value={values[p.id] ?? ''}
            options={[
              { value: 'ok', label: 'Bon' },
              { value: 'ko', label: 'Pas bon' },
              ...((p.needed as readonly string[]).includes(g.category) ? [] : [{ value: 'na', label: 'Sans objet' }]),
            ]}
            {...given}
          />
        ))}
        <TextField
          name="system_name"
          label="Quel système est installé ?"
          required={asked('system').includes(g.category)}
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
