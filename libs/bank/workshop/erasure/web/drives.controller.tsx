import { Param } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView, showAssetCode } from '#bank/devices';
import { DriveAnswers, type GateView, kindOfDrive, type UnlistedDrive, WorkshopQueries } from '#bank/workshop';
import { Act, ApiController, Context, Ctx, Read } from '#platform/http';
import { joined } from '#platform/kernel';
import {
  BenchStep,
  Button,
  Card,
  Empty,
  FieldsOf,
  Form,
  type FormState,
  formatBytes,
  formatDateTime,
  HiddenField,
  Notice,
  Operator,
  SigningPassword,
  Table,
} from '#platform/ui';
import { BenchActs } from '../../bench/web/bench-acts.js';
import { within } from '../../bench/web/bench-frame.js';
import { reasonWords } from '../../web/workshop.sentences.js';
import { ANSWERS, DriveAnswerDto } from './drives.dto.js';

const RIGHT = DEVICE_LIFECYCLE.right('record_erasure');

/** Drives that a machine's own logs speak of and that nothing lists in it. */
@ApiController('refurbishment')
export class DrivesController {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly answers: DriveAnswers,
    private readonly acts: BenchActs,
  ) {}

  /** The drives that this machine's own logs speak of and that nothing lists in it, those to answer for first. */
  @Read(RIGHT, { page: 'atelier/:code/disques', api: 'devices/:code/drives' })
  async listDrives(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    // Whether it may be seen now is the gate's to say.
    await this.queries.gate(ctx.actor, device.id);
    return ctx.answer({ items: await this.answers.list(device.id), next: null }, () => this.page(ctx, device));
  }

  /** Signs what one of them is: `belongs_here` (it becomes a medium to be proven), `plugged_in` for the work, or `of_another`. Asked once a drive and device. */
  @Act(RIGHT, { page: 'atelier/:code/disques', api: 'devices/:code/drives', takes: DriveAnswerDto })
  async answer(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.acts.on(ctx, device),
      ...this.acts.signed(ctx, 'drive_answered'),
      dto: DriveAnswerDto,
      status: 201,
      done: 'Signé. Ce disque ne sera plus demandé pour cet appareil.',
      work: async (tx, { resultId, password, ...answer }) => {
        await this.answers.answer(tx, ctx.actor, device.id, resultId, answer, password);
      },
      page: (again) => this.page(ctx, device, again),
    });
  }

  private async page(ctx: Ctx, device: DeviceView, again: FormState = {}) {
    const { disque } = ctx.req.query as { disque?: unknown };
    const gate = await this.queries.gate(ctx.actor, device.id);
    const drives = await this.answers.list(device.id);
    const chosen = again.values?.['resultId'] ?? (typeof disque === 'string' ? disque : null);
    return <DrivesPage {...{ gate, drives, chosen }} {...again} timeZone={ctx.bank.timeZone} />;
  }
}

interface DrivesProps extends FormState {
  gate: GateView;
  drives: readonly UnlistedDrive[];
  chosen: string | null;
  timeZone: string;
}

/** "Hitachi HTS545025 · 250 Go · n° 090…": a drive as a log names it. */
const driveWords = (d: Pick<UnlistedDrive, 'model' | 'path' | 'serial' | 'sizeBytes'>): string =>
  joined(
    ' · ',
    d.model ?? d.path,
    d.sizeBytes ? formatBytes(d.sizeBytes) : '',
    d.serial ? `n° ${d.serial}` : 'sans numéro de série',
  );

function DrivesPage(props: DrivesProps) {
  const { gate: g, drives, chosen } = props;
  const asked = drives.filter((d) => d.asked);
  const drive = drives.find((d) => d.id === chosen) ?? asked[0];
  const others = drives.filter((d) => d !== drive);
  return (
    <BenchStep
      {...within(g)}
      title={drive ? 'Quel est ce disque ?' : 'Disques vus par les journaux'}
      icon="hard-drive"
      text={
        drive ? (
          <p>
            Le journal de cette machine parle d’un disque qu’aucun inventaire ne montre dedans
            {drive.status === 'passed' ? '.' : ', et qui n’est pas effacé.'} Dites une fois ce qu’il est.
          </p>
        ) : (
          <p>Rien ne reste à dire des disques que les journaux de cette machine ont vus.</p>
        )
      }
      {...(drive
        ? {
            next: (
              <Button wide icon="signature" form="disque">
                Signer
              </Button>
            ),
          }
        : {})}
    >
      {drive ? <Question {...props} drive={drive} /> : null}
      {others.length ? (
        <Seen {...props} drives={others} />
      ) : drive ? null : (
        <Empty icon="circle-check" title="Aucun autre disque">
          Tous les disques des journaux sont dans la liste de cet appareil.
        </Empty>
      )}
    </BenchStep>
  );
}

function Question({ gate: g, drive, timeZone, problems, values }: DrivesProps & { drive: UnlistedDrive }) {
  return (
    <>
      <Notice tone={drive.status === 'passed' ? 'info' : 'attention'} icon="hard-drive" title={`${driveWords(drive)}.`}>
        {drive.status === 'passed' ? 'Effacé' : reasonWords(drive.reasons) || 'pas effacé'}, d’après{' '}
        <a href={`/atelier/journaux/${drive.logId}`}>le journal reçu le {formatDateTime(drive.receivedAt, timeZone)}</a>
        .
      </Notice>
      <Form
        id="disque"
        action={`/atelier/${g.code}/disques`}
        problems={problems}
        values={{ answer: drive.answer ?? '', kind: kindOfDrive(drive.path), ...values }}
      >
        <HiddenField name="resultId" value={drive.id} />
        <FieldsOf form={DriveAnswerDto} />
        <SigningPassword act="drive_answered" problems={problems} />
      </Form>
    </>
  );
}

function Seen({ gate: g, drives, timeZone }: DrivesProps) {
  return (
    <Card title="Les autres disques vus par les journaux de cette machine">
      <Table
        caption="Disques que les journaux nomment et que la liste de l’appareil n’a pas"
        rows={drives}
        rowKey={(d) => d.id}
        columns={[
          {
            header: 'Disque',
            row: true,
            cell: (d) => d.model ?? d.path,
            sub: (d) => (d.serial ? `n° ${d.serial}` : 'sans numéro de série'),
          },
          {
            header: 'Ce qu’il est',
            cell: (d) => (d.answer ? answerWords(d) : d.asked ? 'pas encore dit' : 'effacé, nommé sur le certificat'),
            sub: (d) =>
              d.signedAt && d.operatorNumber ? (
                <>
                  le {formatDateTime(d.signedAt, timeZone)}, <Operator number={d.operatorNumber} />
                </>
              ) : null,
          },
          {
            header: 'Suite',
            href: (d) => `/atelier/${g.code}/disques?disque=${d.id}`,
            cell: (d) => (d.answer ? 'Dire autre chose' : 'Dire ce qu’il est'),
          },
        ]}
      />
    </Card>
  );
}

const answerWords = (d: UnlistedDrive): string =>
  d.answer === 'of_another'
    ? d.otherCode
      ? `${ANSWERS.of_another.label}, ${showAssetCode(d.otherCode)}`
      : `${ANSWERS.of_another.label}, inconnu`
    : ANSWERS[d.answer!].label;
