import { type GateView, type LogQuestion, type RemovedDetail, STATEMENTS } from '#bank/workshop';
import { joined } from '#platform/kernel';
import {
  BenchStep,
  Button,
  ChoiceField,
  Empty,
  ErrorSummary,
  Form,
  type FormState,
  formatBytes,
  formatDateTime,
  HiddenField,
  Notice,
  SigningPassword,
} from '#platform/ui';
import { within } from '../../bench/web/bench-frame.js';

export const QUESTIONS: Readonly<Record<LogQuestion, string>> = {
  clock_unset: 'son horloge n’était pas réglée',
  clock_ahead: 'son horloge est en avance sur le jour où il est arrivé',
  clock_before_gift: 'il dit avoir commencé avant le don',
  version_unknown: 'cette version de l’outil n’a encore jamais été vue ici',
  size_impossible: 'l’outil donne à ce modèle de disque une taille impossible',
};

/** A tool's day as people write it, also one that does not exist. */
const writtenDay = (at: string): string => at.replace(/^(\d{4})-(\d\d)-(\d\d)T/, '$3/$2/$1 à ');

/** One log that proves this device and leaves something to confirm: somebody looks once, and signs. */
export function LogConfirmationsPage({
  gate: g,
  timeZone,
  problems,
  values = {},
}: FormState & { gate: GateView; timeZone: string }) {
  const log = g.questions.find((q) => q.logId === values['logId']) ?? g.questions[0];
  if (!log)
    return (
      <BenchStep {...within(g)} title="Confirmer un journal" icon="file-check">
        <ErrorSummary problems={problems} />
        <Empty icon="circle-check" title="Rien à confirmer">
          Les journaux de cet appareil ne laissent aucune question.
        </Empty>
      </BenchStep>
    );
  const clock = log.questions.some((q) => q.startsWith('clock_'));
  return (
    <BenchStep
      {...within(g)}
      title="Confirmer le journal"
      icon="file-check"
      text={
        <p>
          La date d’un journal ne prouve rien et ne range rien : c’est le jour où il est arrivé ici qui compte.
          Regardez-le, et dites une fois qu’il est le bon.
        </p>
      }
      next={
        <Button wide icon="signature" form="journal">
          Signer
        </Button>
      }
    >
      <Notice
        tone="attention"
        icon="file-text"
        title={`${log.filename || 'Journal'}, ${joined(' ', log.tool, log.version)} :`}
      >
        {log.questions.map((q) => QUESTIONS[q]).join(' ; ')}.
      </Notice>
      <p>
        Arrivé ici le {formatDateTime(new Date(log.receivedAt), timeZone)}. Date donnée par l’outil :{' '}
        {log.beganAtLog ? writtenDay(log.beganAtLog) : 'aucune'}.{' '}
        <a href={`/atelier/journaux/${log.logId}?appareil=${g.code}`}>Voir le journal</a>
      </p>
      {log.sizes.map((s) => (
        <p key={`${s.model} ${s.saidSize}`}>
          {s.model ?? 'Disque sans modèle'} : l’outil lui donne « {s.saidSize} », et dit avoir écrit{' '}
          {s.sizeBytes ? formatBytes(s.sizeBytes) : 'on ne sait combien'}. Comparez avec l’étiquette du disque. Une fois
          confirmé, ce modèle n’est plus demandé pour cet outil.
        </p>
      ))}
      <Form id="journal" action={`/atelier/${g.code}/confirmation`} problems={problems}>
        <HiddenField name="logId" value={log.logId} />
        {clock && log.donation ? (
          <ChoiceField
            name="scope"
            label="Vous confirmez pour…"
            required
            value={values['scope'] ?? 'file'}
            options={[
              { value: 'file', label: 'Ce journal', hint: 'Le prochain sera demandé à part.', icon: 'file-text' },
              {
                value: 'donation',
                label: `Tout le don ${log.donation}`,
                hint: 'Ses autres appareils ne poseront plus cette question.',
                icon: 'package-check',
              },
            ]}
          />
        ) : (
          <HiddenField name="scope" value="file" />
        )}
        <Notice icon="signature" title="Ce que vous signez :">
          {STATEMENTS.log_confirmed}
        </Notice>
        <SigningPassword act="log_confirmed" problems={problems} />
      </Form>
    </BenchStep>
  );
}

export const LogAsks = ({ waits }: { waits: NonNullable<RemovedDetail['waits']> }) => (
  <Notice tone="attention" icon="file-text" title="Un journal dit qu’il est effacé, et laisse une question :">
    {waits.questions.map((q) => QUESTIONS[q]).join(' ; ')}.{' '}
    <a href={`/atelier/journaux/${waits.logId}`}>Voir le journal</a>, puis signez qu’il est bien celui de cet
    effacement.
  </Notice>
);
