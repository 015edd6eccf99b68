import type { LaterChange } from '#bank/devices';
import { type DocumentView, nameOfPaper } from '#bank/documents';
import { isForSomebody } from '#bank/figures';
import { sentenceOf } from '#platform/http';
import {
  Badge,
  BadgeOf,
  Card,
  Code,
  DoLink,
  ErrorSummary,
  Facts,
  type FieldProblem,
  formatBytes,
  formatDateTime,
  formatTime,
  LinkButton,
  Notice,
  PostButton,
  ThingPage,
} from '#platform/ui';
import { changeWords } from '../../../devices/web/device.words.js';
import { causeOfPaper, isInProduction, stateOfPaper } from '../../web/document.words.js';

export function DocumentPage({
  paper: d,
  since,
  timeZone,
  problems,
}: {
  paper: DocumentView;
  since: readonly LaterChange[];
  timeZone: string;
  problems?: FieldProblem[] | undefined;
}) {
  const cause = causeOfPaper(d);
  const waits = isInProduction(d.state);
  return (
    <ThingPage
      title={`${nameOfPaper(d.type)} ${d.number}`}
      lead={d.title}
      trail={[{ label: 'Documents', href: '/documents' }, { label: d.number }]}
      state={
        d.withdrawnAt ? (
          <Badge tone="alert" icon="ban">
            retiré, ne compte plus
          </Badge>
        ) : (
          <BadgeOf {...stateOfPaper(d.state)} />
        )
      }
      refreshSeconds={waits ? (d.begunAgainAt ? 60 : 5) : undefined}
      next={<NextOfPaper paper={d} waits={waits} timeZone={timeZone} />}
    >
      <ErrorSummary problems={problems} />
      {since.length ? (
        <Notice tone="attention" icon="pencil" title="Corrigé depuis que ce document a été fait">
          {since.map((change) => (
            <p key={change.field}>
              {changeWords(change)}, le {formatDateTime(change.at, timeZone)}.
            </p>
          ))}
          <p>Le document reste comme il a été fait : il dit ce qui était noté ce jour-là.</p>
        </Notice>
      ) : null}
      <Card title="Le document">
        <Facts
          facts={[
            ['Type', nameOfPaper(d.type)],
            ['Numéro', <Code>{d.number}</Code>],
            ['Demandé', formatDateTime(d.requestedAt, timeZone)],
            ['Prêt', d.readyAt ? formatDateTime(d.readyAt, timeZone) : null],
            ['Effacé', d.erasedAt ? formatDateTime(d.erasedAt, timeZone) : null],
            ['Retiré', d.withdrawnAt ? formatDateTime(d.withdrawnAt, timeZone) : null],
            ['À propos de', cause ? <DoLink href={cause.href}>{cause.label}</DoLink> : null],
          ]}
        />
      </Card>
    </ThingPage>
  );
}

function NextOfPaper({ paper: d, waits, timeZone }: { paper: DocumentView; waits: boolean; timeZone: string }) {
  if (d.state === 'ready')
    return (
      <>
        <LinkButton look="primary" wide icon="download" href={`/documents/${d.id}.pdf`}>
          Ouvrir le PDF{d.size ? ` (${formatBytes(d.size)})` : ''}
        </LinkButton>
        {isForSomebody(d) ? (
          <LinkButton wide icon="send" href={`/documents/${d.id}/envoi`}>
            Envoyer à nouveau
          </LinkButton>
        ) : null}
      </>
    );
  if (d.state === 'failed')
    return (
      <>
        {d.error === 'documents.drawing_interrupted' ? <p>{sentenceOf(d.error)}</p> : null}
        <PostButton
          look="primary"
          wide
          action={`/documents/${d.id}/nouvel-essai`}
          label="Réessayer"
          icon="refresh-cw"
        />
      </>
    );
  return (
    <>
      <p>
        {waits
          ? whenItIsReady(d, timeZone)
          : 'Le document a été effacé à sa date, comme la loi le demande. Son numéro et son empreinte restent.'}
      </p>
      {waits ? <LinkButton href={`/documents/${d.id}`}>Voir s’il est prêt</LinkButton> : null}
    </>
  );
}

const whenItIsReady = ({ begunAgainAt }: DocumentView, timeZone: string): string =>
  begunAgainAt
    ? `Le programme s’est arrêté plusieurs fois pendant ce document. Nouvel essai à ${formatTime(begunAgainAt, timeZone)}, s’il n’est pas prêt avant.`
    : 'Le document se prépare : quelques secondes.';
