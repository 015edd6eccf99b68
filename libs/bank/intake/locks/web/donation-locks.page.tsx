import { deviceWords, showAssetCode } from '#bank/devices';
import { type DonationView, type LockNoticeView, type LocksDue, lockLetter } from '#bank/intake';
import type { BankView } from '#bank/people';
import {
  Card,
  Cell,
  Code,
  Empty,
  ErrorSummary,
  type FieldProblem,
  formatDate,
  LinkButton,
  Operator,
  PostButton,
  plural,
  Table,
  TextArea,
  ThingPage,
  Timeline,
  TimelineItem,
} from '#platform/ui';
import { donationTrail } from '../../donations/web/donation-parts.js';
import { kindsWords } from './locks.words.js';

export interface DonationLocksProps {
  donation: DonationView;
  /** Null when nothing is locked any more. */
  letter: LocksDue | null;
  notices: readonly LockNoticeView[];
  bank: BankView;
  problems?: FieldProblem[];
}

/** What the donor of a donation has to hear: which serials, until when, in words ready to be said or sent. */
export function DonationLocksPage({ donation: d, letter, notices, bank, problems }: DonationLocksProps) {
  const text = letter ? lockLetter(letter, bank) : null;

  return (
    <ThingPage
      title={`Verrous du don ${d.number}`}
      heading="Appareils verrouillés"
      lead={`${d.number} · ${d.donorName}`}
      trail={donationTrail(d, 'Verrous')}
      next={
        letter && text ? (
          <TellDonor donation={d} letter={letter} text={text} />
        ) : (
          <p>Plus rien n’est verrouillé dans ce don.</p>
        )
      }
      aside={<Notices notices={notices} timeZone={bank.timeZone} />}
    >
      <ErrorSummary problems={problems} />
      {letter && text ? (
        <>
          <LockedDevices letter={letter} />
          <Card title="Le texte à envoyer">
            <TextArea
              name="lettre"
              label={`Objet : ${text.subject}`}
              hint="À copier dans un mail, ou à lire au téléphone."
              required
              rows={14}
              value={text.text}
            />
          </Card>
        </>
      ) : (
        <Empty icon="lock-open" title="Rien à dire au donateur">
          Les verrous sont levés, ou leurs appareils sont sortis de la banque.
        </Empty>
      )}
    </ThingPage>
  );
}

type LetterText = ReturnType<typeof lockLetter>;

function TellDonor({ donation: d, letter, text }: { donation: DonationView; letter: LocksDue; text: LetterText }) {
  const mailto = `mailto:${letter.email ?? ''}?subject=${encodeURIComponent(text.subject)}&body=${encodeURIComponent(text.text)}`;
  return (
    <>
      <p>
        {letter.reason === 'tell' ? 'Prévenez le donateur' : 'Relancez le donateur'}
        {letter.email ? '' : ' : appelez-le, il n’a pas laissé d’adresse mail'}. Puis dites-le ici.
      </p>
      <PostButton
        action={`/dons/${d.id}/verrous/prevenu`}
        label="J’ai prévenu le donateur"
        icon="check"
        look="primary"
        wide
      />
      <LinkButton href={mailto} icon="mail" wide>
        Écrire le mail
      </LinkButton>
    </>
  );
}

function Notices({ notices, timeZone }: { notices: readonly LockNoticeView[]; timeZone: string }) {
  return (
    <Card title="Le donateur a été prévenu">
      {notices.length ? (
        <Timeline>
          {notices.map((n) => (
            <TimelineItem
              key={n.at}
              icon="mail"
              title={n.way === 'mail' ? 'Par mail' : 'Par une personne'}
              detail={n.failed ? 'le mail n’est pas arrivé : appelez le donateur' : plural(n.locks, 'verrou')}
              tone={n.failed ? ('alert' as const) : undefined}
              at={n.at}
              timeZone={timeZone}
              meta={n.operatorNumber ? [<Operator number={n.operatorNumber} />] : []}
            />
          ))}
        </Timeline>
      ) : (
        <p class="hint">Pas encore.</p>
      )}
    </Card>
  );
}

function LockedDevices({ letter }: { letter: LocksDue }) {
  return (
    <Card title={`À libérer avant le ${formatDate(`${letter.dueOn}T12:00:00Z`, 'UTC')}`}>
      <Table
        caption="Appareils que le donateur doit libérer"
        rows={letter.devices}
        rowKey={(x) => x.deviceId}
        columns={[
          { header: 'N° de série', row: true, cell: (x) => <Code>{x.serial ?? showAssetCode(x.code)}</Code> },
          { header: 'Appareil', cell: (x) => <Cell main={deviceWords(x)} sub={showAssetCode(x.code)} /> },
          { header: 'Verrou', cell: (x) => kindsWords(x.kinds) },
        ]}
      />
    </Card>
  );
}
