import { MEDIUM_KINDS, showAssetCode } from '#bank/devices';
import { type GateView, type MediumProof, STATEMENTS, type StatedKind } from '#bank/workshop';
import {
  BenchStep,
  Button,
  Card,
  Code,
  Empty,
  FieldsOf,
  Form,
  type FormState,
  HiddenField,
  Notice,
  optionsOf,
  SigningPassword,
  TextArea,
} from '#platform/ui';
import { SeenMark, within } from '../../bench/web/bench-frame.js';
import { GONE, GoneMediumDto, MediumDto, MediumLocationDto } from '../../web/workshop.dto.js';
import { BenchMedium, goneWords, mayBeReset, mediumWords } from '../../web/workshop.words.js';

interface Asked extends FormState {
  gate: GateView;
}

const Sign = ({ form, label = 'Signer' }: { form: string; label?: string }) => (
  <Button wide icon="signature" form={form}>
    {label}
  </Button>
);

const Stated = ({ children }: { children: string }) => (
  <Notice icon="signature" title="Ce que vous signez :">
    {children}
  </Notice>
);

/** One signature for a pile: a scanner writes one code a line. */
const Pile = () => (
  <TextArea
    name="also"
    label="Toute une pile du même modèle ? Scannez les autres"
    hint={`Un code par ligne, 50 au plus. Vous signez alors : « ${STATEMENTS.no_medium_pile} »`}
    rows={3}
  />
);

export function NoMediumPage({ gate: g, problems, values }: Asked) {
  return (
    <BenchStep {...within(g)} title="Aucun disque dans cet appareil" icon="ban" next={<Sign form="sans-support" />}>
      <Stated>{STATEMENTS.no_medium}</Stated>
      <Form id="sans-support" action={`/atelier/${g.code}/sans-support`} problems={problems} values={values}>
        <SeenMark act="media" gate={g} problems={problems} values={values} />
        <Pile />
        <SigningPassword act="media_list" problems={problems} />
      </Form>
    </BenchStep>
  );
}

export function MediaPage({ gate: g, problems, values = {}, timeZone }: Asked & { timeZone: string }) {
  const signing = values['form'] === 'liste';
  const small = mayBeReset(g);
  const unsigned = g.media.length && !g.knowledge;
  return (
    <BenchStep
      {...within(g)}
      title={small ? 'Mémoire et carte de l’appareil' : 'Disques et cartes de l’appareil'}
      icon="hard-drive"
      text={
        <p>
          {small
            ? 'Ajoutez sa mémoire soudée et, s’il y en a une, sa carte mémoire. Signez ensuite que c’est tout.'
            : 'Un support vu une fois reste dans la liste : prouvez qu’il est effacé, ou déclarez-le détruit ou retiré.'}
        </p>
      }
      next={unsigned ? <Sign form="liste" label="Signer que c’est tout" /> : undefined}
    >
      {g.media.length ? (
        g.media.map((m) => (
          <BenchMedium
            key={m.id}
            medium={m}
            timeZone={timeZone}
            gone={{ href: `/atelier/${g.code}/supports/${m.id}`, label: `${goneWords(g)} ?` }}
          />
        ))
      ) : (
        <Empty icon="hard-drive" title="Aucun support enregistré">
          Ajoutez ceux que vous voyez, ou signez qu’<a href={`/atelier/${g.code}/sans-support`}>il n’y en a aucun</a>.
        </Empty>
      )}
      <AddMedium gate={g} values={values} problems={signing ? undefined : problems} />
      {unsigned ? (
        <Card title="La liste est complète">
          <Stated>{STATEMENTS.complete_list}</Stated>
          <Form id="liste" action={`/atelier/${g.code}/liste`} problems={signing ? problems : undefined}>
            <HiddenField name="form" value="liste" />
            <SeenMark act="media" gate={g} problems={signing ? problems : undefined} values={signing ? values : {}} />
            <SigningPassword act="media_list" problems={signing ? problems : undefined} />
          </Form>
        </Card>
      ) : null}
    </BenchStep>
  );
}

/** What a tablet or a phone has, before what it has not. */
const BUILT_IN_FIRST = optionsOf(MEDIUM_KINDS).toSorted(
  (a, b) => Number(b.value === 'emmc' || b.value === 'sd') - Number(a.value === 'emmc' || a.value === 'sd'),
);

function AddMedium({ gate: g, ...again }: Asked) {
  const small = mayBeReset(g);
  return (
    <Card title={small ? 'Ajouter une mémoire ou une carte' : 'Ajouter un support'}>
      <Form action={`/atelier/${g.code}/supports`} {...again}>
        <FieldsOf form={MediumDto} but={small ? { kind: { options: BUILT_IN_FIRST }, serial: { hint: null } } : {}} />
        <Button look="secondary" icon="plus">
          Ajouter
        </Button>
      </Form>
    </Card>
  );
}

export function GoneMediumPage({
  gate: g,
  medium: m,
  files,
  problems,
  values = {},
}: Asked & {
  medium: MediumProof;
  /** Files that a person has to judge; null: the reader judges none. */
  files: readonly { id: string; filename: string; receivedAt: Date }[] | null;
}) {
  const among = (Object.keys(GONE) as StatedKind[]).filter(
    (kind) => (kind !== 'factory_reset' || mayBeReset(g)) && (kind !== 'other_tool' || files),
  );
  return (
    <BenchStep
      {...within(g)}
      title={goneWords(g)}
      icon="hard-drive"
      text={
        <p>
          {mediumWords(m)}
          {m.serial ? `, n° ${m.serial}` : ''}
        </p>
      }
      next={<Sign form="support" />}
    >
      <Form id="support" action={`/atelier/${g.code}/supports/${m.id}`} problems={problems} values={values}>
        <FieldsOf
          form={GoneMediumDto}
          but={{
            kind: { among },
            method: files ? {} : null,
            reason: files ? {} : null,
            fileId: files?.length
              ? { options: files.map((f) => ({ value: f.id, label: f.filename || 'journal' })) }
              : null,
          }}
        />
        <SeenMark act="media" gate={g} problems={problems} values={values} />
        <SigningPassword act="media_gone" problems={problems} />
      </Form>
    </BenchStep>
  );
}

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
export function MediumPlacePage({ gate: g, medium: m, problems, values }: Asked & { medium: MediumProof }) {
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
      next={<Sign form="ou" />}
    >
      <Form id="ou" action={`/atelier/${g.code}/supports/${m.id}/ou`} problems={problems} values={values}>
        <FieldsOf form={MediumLocationDto} />
        <SigningPassword act="media_list" problems={problems} />
      </Form>
    </BenchStep>
  );
}
