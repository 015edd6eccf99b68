import type { DriveResultView, GateView, MediumProof } from '#bank/workshop';
import { Actions, Button, Card, FieldsOf, Form, HiddenField, SigningPassword } from '#platform/ui';
import { LogDecisionDto } from '../../web/workshop.dto.js';
import { mediumWords } from '../../web/workshop.words.js';
import type { LogPageProps } from './log.page.js';

/** Without a serial on both sides, or where less was erased than the medium seems to hold, somebody says which medium it was, why, and signs. */
export function Decide(
  props: LogPageProps & { results: readonly DriveResultView[]; media: readonly MediumProof[]; gate: GateView },
) {
  const { log: l, gate: g } = props;
  const one = props.results.length === 1 ? props.results[0]! : null;
  return (
    <Card title="Dire quel disque a été effacé">
      <p>
        Quand un numéro de série manque, ou quand la taille effacée n’est pas celle du disque, une personne décide. Un
        disque avec un autre numéro ne peut pas être choisi.
      </p>
      <Form
        action={`/atelier/journaux/${l.id}/decisions?appareil=${g.code}`}
        problems={props.problems}
        values={props.values}
      >
        {one ? <HiddenField name="resultId" value={one.id} /> : null}
        <FieldsOf
          form={LogDecisionDto}
          but={{
            resultId: one
              ? null
              : {
                  options: props.results.map((r) => ({
                    value: r.id,
                    label: `${r.path} ${r.model ?? ''} ${r.serial ?? 'sans numéro'}`,
                  })),
                },
            mediumId: {
              options: props.media.map((m) => ({
                value: m.id,
                label: `${mediumWords(m)}, ${m.serial ?? 'sans numéro'}`,
              })),
            },
            reason: {
              hint: `Par exemple : « ${
                props.results.every((r) => r.larger.length)
                  ? 'l’étiquette du disque dit cette taille, l’inventaire se trompe'
                  : 'seul disque branché pendant cet effacement'
              } ».`,
            },
          }}
        />
        <SigningPassword act="erasure_judged" problems={props.problems} />
        <Actions>
          <Button icon="signature">Signer ce rattachement</Button>
        </Actions>
      </Form>
    </Card>
  );
}
