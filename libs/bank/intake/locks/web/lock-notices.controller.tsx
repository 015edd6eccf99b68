import { Param } from '@nestjs/common';
import { deviceWords, showAssetCode } from '#bank/devices';
import {
  DonationQueries,
  type DonationView,
  LockNoticesService,
  type LockNoticeView,
  LockQueries,
  type LocksDue,
  lockLetter,
} from '#bank/intake';
import type { BankView } from '#bank/people';
import { Act, ApiController, Context, Ctx, Read } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import {
  Card,
  Code,
  Empty,
  ErrorSummary,
  type FieldProblem,
  type FormState,
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
import { kindsWords } from './device-locks.section.js';

/** What the donor of locked devices has to hear, and that somebody told them. */
@ApiController('locks')
export class LockNoticesController {
  constructor(
    private readonly queries: LockQueries,
    private readonly notices: LockNoticesService,
    private readonly donations: DonationQueries,
  ) {}

  /** What the donor of a donation has to hear; `letter` is null when nothing is locked. */
  @Read(READ.donations, { page: 'dons/:id/verrous', api: 'donations/:id/locks' })
  async ofDonation(@Context() ctx: Ctx, @Param('id') id: string) {
    const said = await this.read(ctx, id);
    return ctx.answer(said, () => this.page(ctx, id, said));
  }

  /** The donor was told, or reminded, by a person. */
  @Act(WRITE.donations, { page: 'dons/:id/verrous/prevenu', api: 'donations/:id/lock-notices' })
  told(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      status: 201,
      done: 'C’est noté : le donateur est prévenu.',
      work: async (tx) => {
        await this.notices.record(tx, ctx.actor, id, 'person');
      },
      to: () => `/dons/${id}/verrous`,
      view: () => this.read(ctx, id),
      page: async ({ problems }) => this.page(ctx, id, await this.read(ctx, id), { problems }),
    });
  }

  private async read(ctx: Ctx, donationId: string) {
    const [letter, notices] = await Promise.all([
      this.queries.letter(ctx.actor, donationId),
      this.queries.notices(ctx.actor, donationId),
    ]);
    return { letter, notices };
  }

  private async page(ctx: Ctx, id: string, said: Awaited<ReturnType<typeof this.read>>, { problems }: FormState = {}) {
    return (
      <DonationLocksPage
        donation={await this.donations.byId(ctx.actor, id)}
        letter={said.letter}
        notices={said.notices}
        bank={ctx.bank}
        problems={problems}
      />
    );
  }
}

interface DonationLocksProps {
  donation: DonationView;
  letter: LocksDue | null;
  notices: readonly LockNoticeView[];
  bank: BankView;
  problems?: FieldProblem[];
}

function DonationLocksPage({ donation: d, letter, notices, bank, problems }: DonationLocksProps) {
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
          { header: 'Appareil', cell: (x) => deviceWords(x), sub: (x) => showAssetCode(x.code) },
          { header: 'Verrou', cell: (x) => kindsWords(x.kinds) },
        ]}
      />
    </Card>
  );
}
