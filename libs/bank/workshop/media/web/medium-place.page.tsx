import { showAssetCode } from '#bank/devices';
import type { GateView, MediumProof } from '#bank/workshop';
import { type Again, BenchStep, Button, Code, FieldsOf, Form, SigningPassword } from '#platform/ui';
import { within } from '../../bench/web/bench-frame.js';
import { MediumLocationDto } from '../../web/workshop.dto.js';
import { mediumWords } from '../../web/workshop.words.js';

/** The device that names the same medium, as far as the reader sees it. */
export const OtherDevice = ({ medium: m }: { medium: Pick<MediumProof, 'alsoIn'> }) =>
  m.alsoIn ? (
    <a href={`/atelier/${m.alsoIn}`}>
      <Code>{showAssetCode(m.alsoIn)}</Code>
    </a>
  ) : (
    <>un appareil d’un autre atelier, que la banque connaît</>
  );

/** One number, proven in two devices: who looked signs where the medium is. */
export function MediumPlacePage({
  gate: g,
  medium: m,
  problems,
  values,
}: Again & { gate: GateView; medium: MediumProof }) {
  return (
    <BenchStep
      {...within(g)}
      title="Dans quel appareil est ce support ?"
      icon="hard-drive"
      text={
        <p>
          {mediumWords(m)}, n° {m.serial}. Le même numéro est prouvé dans <OtherDevice medium={m} /> : regardez, puis
          signez. S’il est dans l’autre, signez-le là-bas.
        </p>
      }
      next={
        <Button wide icon="signature" form="ou">
          Signer
        </Button>
      }
    >
      <Form id="ou" action={`/atelier/${g.code}/supports/${m.id}/ou`} problems={problems} values={values}>
        <FieldsOf form={MediumLocationDto} />
        <SigningPassword act="media_list" problems={problems} />
      </Form>
    </BenchStep>
  );
}
