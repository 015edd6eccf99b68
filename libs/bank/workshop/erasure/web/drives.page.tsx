import { showAssetCode } from '#bank/devices';
import { type GateView, kindOfDrive, type UnlistedDrive } from '#bank/workshop';
import { joined } from '#platform/kernel';
import {
  type Again,
  BenchStep,
  Button,
  Card,
  Empty,
  FieldsOf,
  Form,
  formatBytes,
  formatDateTime,
  HiddenField,
  Notice,
  Operator,
  SigningPassword,
  Table,
} from '#platform/ui';
import { within } from '../../bench/web/bench-frame.js';
import { reasonWords } from '../../web/workshop.sentences.js';
import { ANSWERS, DriveAnswerDto } from './drives.dto.js';

export interface DrivesProps extends Again {
  gate: GateView;
  drives: readonly UnlistedDrive[];
  chosen: string | null;
  timeZone: string;
}

/** "Hitachi HTS545025 · 250 Go · n° 090…": a drive as a log names it. */
export const driveWords = (d: Pick<UnlistedDrive, 'model' | 'path' | 'serial' | 'sizeBytes'>): string =>
  joined(
    ' · ',
    d.model ?? d.path,
    d.sizeBytes ? formatBytes(d.sizeBytes) : '',
    d.serial ? `n° ${d.serial}` : 'sans numéro de série',
  );

export function DrivesPage(props: DrivesProps) {
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
